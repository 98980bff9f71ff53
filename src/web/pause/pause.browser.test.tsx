import { expect, test } from 'vitest';
import { failing } from '../fixtures/failing.ts';
import { paused, paused291 } from '../fixtures/states.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('one click pauses in all rings; a double click makes one request', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).dblClick();
  await expect.element(screen.getByText('The gate says hold. The reason is asked next.')).toBeVisible();
  expect(server.actions).toHaveLength(1);
  expect(server.actions[0]).toMatchObject({
    method: 'POST',
    url: '/api/updates/crowdstrike~falcon-content~291/holds',
    body: '{"rings":"all"}',
    headers: { 'idempotency-key': 'key-1' },
  });
});

test('a pause can be undone for 10 s', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await screen.getByRole('button', { name: 'Undo' }).click();
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  expect(server.actions.at(-1)).toMatchObject({
    url: '/api/updates/crowdstrike~falcon-content~291/holds/hold-1/lift',
    body: '{"undo":true}',
  });
});

test('after the undo time the reason is asked in place and saved', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
  server.picture = paused;
  times.now += 10_000;
  const field = screen.getByRole('textbox', { name: 'Why was 291 paused?' });
  await field.fill('Boot loops in Canary');
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => server.actions.at(-1)?.url).toMatch(/holds\/hold-1\/reason$/);
  expect(server.actions.at(-1)?.body).toBe('{"reason":"Boot loops in Canary"}');
  expect(screen.getByRole('button', { name: 'Undo' }).query()).toBeNull();
});

test('without an answer the pause is tried for 60 s with one key, then plainly did not get through', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();
  server.down = true;
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect.element(screen.getByText(/The pause did not get through\. The server did not answer\./)).toBeVisible();
  expect(server.actions.length).toBeGreaterThan(20);

  server.down = false;
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect.element(screen.getByText('The gate says hold. The reason is asked next.')).toBeVisible();
  expect(new Set(server.actions.map((action) => action.headers['idempotency-key']))).toEqual(new Set(['key-1']));
});

test('lifting shows the numbers of now and wants a reason', async () => {
  const explained = { ...paused291, holds: paused291.holds.map((hold) => ({ ...hold, reason: 'Boot loops' })) };
  const server = createFakeServer({ ...paused, updates: [explained, ...paused.updates.slice(1)] });
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: 'Lift the pause on 291…' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Lift the pause on Falcon Sensor content 291' });
  await expect.element(dialog.getByText('1,157 of 2,807 checked')).toBeVisible();
  await expect.element(dialog.getByText(/291 is failing now: at least 39/)).toBeVisible();
  const submit = dialog.getByRole('button', { name: 'Lift the pause on 291' });
  await expect.element(submit).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox').fill('Withdrawn by the vendor');
  await submit.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(server.actions.map((action) => action.body)).toEqual(['{"reason":"Withdrawn by the vendor"}']);
});

test('an update the verdict does not speak of is paused from its row, after its numbers', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: 'Pause… Edge 126.0.2592' }).click();
  expect(server.actions).toHaveLength(0);
  const dialog = screen.getByRole('dialog', { name: 'Pause Edge 126.0.2592' });
  await dialog.getByRole('button', { name: /^Pause Edge 126.0.2592 in all rings/ }).click();
  await expect.element(screen.getByText('Edge 126.0.2592 is paused in all rings.')).toBeVisible();
  expect(server.actions[0]?.url).toBe('/api/updates/microsoft~edge~126.0.2592/holds');
});
