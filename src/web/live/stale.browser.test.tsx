import { expect, test } from 'vitest';
import { failing } from '../fixtures/failing.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('data that is no longer answered for looks old, says how old, and recovers by itself', async () => {
  const server = createFakeServer(failing);
  const { screen, times } = await renderBoard(server);
  await expect.element(screen.getByText(/^Live · \d s ago$/)).toBeVisible();

  server.down = true;
  times.now += 47_000;
  await expect.element(screen.getByText('No answer for 47 s', { exact: true })).toBeVisible();
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('No answer for 47 s. Everything below is from 04:31:00 UTC.');
  await expect.element(screen.getByText('as of 04:31:00 UTC, 47 s ago').first()).toBeVisible();
  await expect.element(screen.getByText('Based on data from 04:31:00 UTC').first()).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /^Pause 291 in all rings/ })).toBeVisible();

  await screen.getByRole('button', { name: 'Try now' }).click();
  server.down = false;
  await expect
    .element(screen.getByRole('heading', { level: 1 }), { timeout: 10_000 })
    .toHaveTextContent('Falcon Sensor content 291 is stopping devices from booting.');
});

test('before the first answer the page says that nothing is known', async () => {
  const server = createFakeServer(failing);
  server.down = true;
  const { screen } = await renderBoard(server);
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The server does not answer.');
});
