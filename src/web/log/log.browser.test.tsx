import { expect, test } from 'vitest';
import { everyKind } from '../fixtures/log.ts';
import { paused } from '../fixtures/states.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('the log shows one kind when asked, and the address keeps it', async () => {
  const { screen, history } = await renderBoard(createFakeServer({ ...paused, log: [...everyKind] }));
  const log = screen.getByRole('region', { name: 'Recent log' });
  await expect.element(log.getByText(/^Devices answer again/)).toBeVisible();
  await log.getByRole('button', { name: 'Decisions' }).click();
  await expect.element(log.getByRole('button', { name: 'Decisions' })).toHaveAttribute('aria-pressed', 'true');
  await expect.element(log.getByText(/^291 paused in all rings/)).toBeVisible();
  expect(log.getByText(/^Devices answer again/).query()).toBeNull();
  expect(history.location.search).toBe('?log=decisions');
});

test('a kind that did not happen is a sentence', async () => {
  const { screen } = await renderBoard(createFakeServer({ ...paused, log: everyKind.slice(1) }), '/?log=recovery');
  await expect.element(screen.getByText('No recovery among the last 4 entries of the log.')).toBeVisible();
});
