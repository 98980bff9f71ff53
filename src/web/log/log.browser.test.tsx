import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { everyKind } from '../fixtures/log.ts';
import { healthy, paused } from '../fixtures/states.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('the log shows one kind when asked, and the address keeps it', async () => {
  const { screen, address } = await renderBoard(createFakeServer({ ...paused, log: [...everyKind] }));
  const log = screen.getByRole('region', { name: 'Recent log' });
  await expect.element(log.getByText(/^Devices answer again/)).toBeVisible();
  await log.getByRole('button', { name: 'Decisions' }).click();
  await expect.element(log.getByRole('button', { name: 'Decisions' })).toHaveAttribute('aria-pressed', 'true');
  await expect.element(log.getByText(/^291 paused in all rings/)).toBeVisible();
  expect(log.getByText(/^Devices answer again/).query()).toBeNull();
  expect(address()).toBe('/?log=decisions');
});

test('a kind that did not happen is a sentence', async () => {
  const { screen } = await renderBoard(createFakeServer({ ...paused, log: everyKind.slice(1) }), '/?log=recovery');
  await expect.element(screen.getByText('No recovery among the last 5 entries of the log.')).toBeVisible();
});

test('a note is written in place, about the update that is failing, and read at once', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  const log = screen.getByRole('region', { name: 'Recent log' });
  await log.getByRole('button', { name: 'Add note' }).click();
  const field = log.getByRole('textbox', { name: 'Note on 291' });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(log.getByRole('button', { name: 'Add note' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await field.fill('Vendor called');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(log.getByRole('listitem').filter({ hasText: 'Note on 291' }).getByText('Vendor called'))
    .toBeVisible();
  await expect.element(log.getByRole('button', { name: 'Add note' })).toHaveFocus();
  expect(server.actions.map(({ url, body }) => [url, JSON.parse(body ?? '')])).toEqual([
    ['/api/log', { text: 'Vendor called', update: CONTENT_291 }],
  ]);
});

test('a note that did not get through keeps its words and its key, and is tried again', async () => {
  const server = createFakeServer(healthy);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: 'Add note' }).click();
  const field = screen.getByRole('textbox', { name: 'Note on the fleet' });
  await field.fill('Power cut in Riga');
  server.down = true;
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect
    .element(screen.getByRole('alert').getByText('The note was not saved. The server did not answer.'))
    .toBeVisible();
  expect(server.actions.length).toBeGreaterThan(20);
  server.down = false;
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect.element(screen.getByText('Power cut in Riga')).toBeVisible();
  expect(new Set(server.actions.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('a note that was cancelled is not written later', async () => {
  const server = createFakeServer(healthy);
  const { screen, board } = await renderBoard(server);
  const waiting: (() => void)[] = [];
  board.wait = () => new Promise<void>((go) => waiting.push(go));
  server.down = true;
  await screen.getByRole('button', { name: 'Add note' }).click();
  await screen.getByRole('textbox').fill('Wrong words');
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => waiting.length).toBe(1);
  await screen.getByRole('button', { name: 'Cancel' }).click();
  server.down = false;
  for (const go of waiting) go();
  await expect.poll(() => board.pauses.getState().busy).toBe(0);
  expect(server.actions).toHaveLength(1);
});

test('a note that is answered late takes no focus and closes no other', async () => {
  const server = createFakeServer(healthy);
  const { send } = server;
  const answer = Promise.withResolvers<void>();
  server.send = async (request) => {
    if (request.method === 'POST') await answer.promise;
    return send(request);
  };
  const { screen, board } = await renderBoard(server);
  await screen.getByRole('button', { name: 'Add note' }).click();
  await screen.getByRole('textbox').fill('First');
  await screen.getByRole('button', { name: 'Save' }).click();
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await screen.getByRole('button', { name: 'Add note' }).click();
  await screen.getByRole('textbox').fill('Second');
  screen.getByRole('button', { name: '24 h' }).element().focus();
  answer.resolve();
  await expect.poll(() => board.pauses.getState().busy).toBe(0);
  await expect.element(screen.getByRole('textbox')).toHaveValue('Second');
  await expect.element(screen.getByRole('button', { name: '24 h' })).toHaveFocus();
});

test('a note that the filter hides is said to be saved', async () => {
  const { screen } = await renderBoard(createFakeServer(healthy), '/?log=decisions');
  await screen.getByRole('button', { name: 'Add note' }).click();
  await screen.getByRole('textbox').fill('Power cut in Riga');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('Note saved.')).toBeVisible();
});
