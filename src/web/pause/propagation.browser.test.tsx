import { expect, test } from 'vitest';
import { updateIdToParts } from '#contract/update-address.ts';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { paused } from '../fixtures/states.ts';
import { failingPage, pausedPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

const path = `/updates/${updateIdToParts(CONTENT_291)}`;

test('the page of a held update says how far the pause has got, ring by ring and for the gate', async () => {
  const server = createFakeServer(paused);
  server.pages = { [CONTENT_291]: pausedPage };
  const { screen } = await renderBoard(server, path);
  const panel = screen.getByRole('region', { name: 'How far the pause has got' });
  await expect.element(panel.getByText(/^Paused at 04:31 UTC in all rings\. 37 devices/)).toBeVisible();
  await expect.element(panel.getByRole('row', { name: /^Early 3,175 31 6,794 10,000$/ })).toBeVisible();
  await expect.element(panel.getByText('since 04:31')).toBeVisible();
  const tiles = screen.getByRole('region', { name: 'Where its devices stand' });
  await expect.element(tiles.getByText('of 1,157 down or recovered')).toBeVisible();
});

test('no hold, no panel', async () => {
  const server = createFakeServer(failing);
  server.pages = { [CONTENT_291]: failingPage };
  const { screen } = await renderBoard(server, path);
  await expect.element(screen.getByRole('region', { name: 'Holds' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'How far the pause has got' }).query()).toBeNull();
});
