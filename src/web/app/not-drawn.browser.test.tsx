import { expect, test, vi } from 'vitest';
import { updateIdToParts } from '#contract/update-address.ts';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { healthy } from '../fixtures/states.ts';
import { failingPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

vi.mock('../log/log-panel.tsx', () => ({
  LogPanel: () => {
    throw new Error('a fault');
  },
}));

vi.mock('../search/search-sheet.tsx', () => ({
  SearchSheet: () => {
    throw new Error('a fault');
  },
}));

const expectFaultTold = () => {
  const told = vi.mocked(console.error);
  expect(String(told.mock.calls)).toContain('a fault');
  told.mockClear();
};

test('a search that cannot be drawn takes nothing of the board with it', async () => {
  const { screen } = await renderBoard(createFakeServer(healthy), '/updates');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Updates' })).toBeVisible();
  await screen.getByRole('button', { name: 'Search' }).click();
  await expect
    .element(
      screen
        .getByRole('alert')
        .getByText(/could not be drawn/)
        .first(),
    )
    .toBeVisible();
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  expectFaultTold();
});

test.each(['/', `/updates/${updateIdToParts(CONTENT_291)}`])(
  'a panel of %s that cannot be drawn takes neither the verdict nor the button with it',
  async (path) => {
    const server = createFakeServer(failing);
    server.pages = { [CONTENT_291]: failingPage };
    const { screen } = await renderBoard(server, path);
    await expect.element(screen.getByRole('alert').getByText(/could not be drawn/)).toBeVisible();
    await expect.element(screen.getByRole('button', { name: /^Pause 291/ })).toBeVisible();
    expectFaultTold();
  },
);
