/** What somebody began, and what comes in between. */
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Snapshot } from '#contract/snapshot.ts';
import { CONTENT_291, content291, failing } from '../fixtures/failing.ts';
import { paused } from '../fixtures/states.ts';
import { pausedPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

const EDGE = 'Edge 126.0.2592';

/** Paused by a person who has not said why. */
const unexplained: Snapshot = {
  ...paused,
  updates: paused.updates.map((update) =>
    update.id === CONTENT_291
      ? {
          ...update,
          holds: update.holds.map((each) => ({
            ...each,
            reason: null,
            author: { kind: 'person', name: 'Ops' } as const,
          })),
        }
      : update,
  ),
};

/** The same fleet a moment later, in which another update fails. */
function withAnotherFailing(snapshot: Snapshot): Snapshot {
  const other = snapshot.updates.find(({ name }) => name === EDGE);
  if (!other || failing.verdict.state !== 'failing') throw new Error('no such fixture');
  const { rings, evidence } = content291;
  const worse = { ...other, judgement: 'failing' as const, rings, evidence };
  return {
    ...snapshot,
    asOf: snapshot.asOf + 1,
    focus: other.id,
    verdict: { ...failing.verdict, update: other.id },
    updates: snapshot.updates.map((update) => (update.id === other.id ? worse : update)),
  };
}

test('who closes the sheet while a lift is tried keeps the pause', async () => {
  const server = createFakeServer(paused);
  const { screen, board } = await renderBoard(server);
  const waiting: (() => void)[] = [];
  board.wait = () => new Promise<void>((go) => waiting.push(go));
  await screen.getByRole('button', { name: /^Lift the pause on 291/ }).click();
  const sheet = screen.getByRole('dialog');
  await sheet.getByRole('textbox').fill('fixed');
  server.down = true;
  await sheet.getByRole('button', { name: /^Lift the pause/ }).click();
  await expect.poll(() => waiting.length).toBe(1);
  await sheet.getByRole('button', { name: 'Stop trying' }).click();
  await expect.element(sheet).not.toBeInTheDocument();
  server.down = false;
  for (const go of waiting) go();
  await expect.poll(() => board.pauses.getState().busy).toBe(0);
  expect(server.actions).toHaveLength(1);
});

test('a pause from a row that does not get through is said, and can be tried again', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: `Pause… ${EDGE}` }).click();
  server.down = true;
  await screen
    .getByRole('dialog')
    .getByRole('button', { name: /in all rings/ })
    .click();
  const bars = screen.getByRole('region', { name: 'Pauses not answered' });
  await expect
    .element(bars.getByRole('alert'))
    .toHaveTextContent(`The pause of ${EDGE} at 00:17:40 did not get through. The server did not answer.`);
  server.down = false;
  await bars.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByText(`The gate holds ${EDGE} in all rings.`)).toBeVisible();
  await expect.element(bars.getByRole('alert')).not.toBeInTheDocument();
  expect(new Set(server.actions.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('a pause that is still being tried is said on every page', async () => {
  const server = createFakeServer(failing);
  const { screen, board, times } = await renderBoard(server);
  board.wait = () => new Promise(() => {});
  server.down = true;
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  times.now += 5_000;
  await userEvent.keyboard('gu');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Updates' })).toBeVisible();
  const bars = screen.getByRole('region', { name: 'Pauses not answered' });
  await expect.element(bars.getByText(/^Pause of 291/)).toBeVisible();
});

test('p finds the reason that is asked for in the place of the button', async () => {
  const { screen } = await renderBoard(createFakeServer(unexplained));
  const field = screen.getByLabelText('Why was 291 paused?');
  await expect.element(field).toBeVisible();
  await userEvent.keyboard('p');
  await expect.element(field).toHaveFocus();
});

test('a reason being written outlasts another update that fails', async () => {
  const server = createFakeServer(unexplained);
  const { screen } = await renderBoard(server);
  const field = screen.getByLabelText('Why was 291 paused?');
  await field.fill('Canary hosts lo');
  server.picture = withAnotherFailing(server.picture);
  await expect.element(screen.getByRole('heading', { level: 1, name: /^Edge 126/ })).toBeVisible();
  await userEvent.keyboard('op');
  await expect.element(field).toHaveValue('Canary hosts loop');
});

test('focus is not lost when the button goes on to another update', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).hover();
  screen
    .getByRole('button', { name: /^Pause 291 in all rings/ })
    .element()
    .focus();
  server.picture = withAnotherFailing(server.picture);
  await expect.element(screen.getByRole('heading', { level: 1, name: /^Edge 126/ })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).hover();
  await expect.poll(() => document.activeElement?.closest('.act-inside')).not.toBeNull();
});

test.each(['is pressed', 'is over'])('focus stays at hand when undo %s', async (what) => {
  const { screen, times } = await renderBoard(createFakeServer(failing));
  const undo = screen.getByRole('region', { name: 'Undo' });
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect.element(undo.getByRole('button')).toBeVisible();
  undo.getByRole('button').element().focus();
  times.now += 1_000;
  if (what === 'is pressed') await userEvent.keyboard('{Enter}');
  else times.now += 10_000;
  await expect.element(undo.getByRole('button')).not.toBeInTheDocument();
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('an update that leaves the list while its sheet is open can still be paused', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: `Pause… ${EDGE}` }).click();
  const updates = failing.updates.filter(({ name }) => name !== EDGE);
  server.picture = { ...failing, asOf: failing.asOf + 1, updates };
  await expect.element(screen.getByRole('link', { name: EDGE })).not.toBeInTheDocument();
  await screen
    .getByRole('dialog')
    .getByRole('button', { name: /in all rings/ })
    .click();
  await expect.poll(() => server.actions.length).toBe(1);
});

test('the log of an update that is not known says so', async () => {
  const server = createFakeServer(paused);
  server.pages[pausedPage.id] = pausedPage;
  const { send } = server;
  let answers = false;
  server.send = (request) =>
    request.url.startsWith('/api/log') && !answers ? Promise.reject(new TypeError('Failed to fetch')) : send(request);
  const { screen } = await renderBoard(server, '/updates/crowdstrike~falcon-content~291');
  const log = screen.getByRole('region', { name: 'Log of this update' });
  await expect.element(log.getByText(/^Loading the log…$|^The server did not answer with the log/)).toBeVisible();
  answers = true;
  await expect.element(log.getByText('The log has no entry yet.')).toBeVisible();
});
