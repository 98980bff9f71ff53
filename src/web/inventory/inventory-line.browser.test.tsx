import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { failing } from '../fixtures/failing.ts';
import { incomplete } from '../fixtures/states.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('the live screen says how complete the inventory is, and what its gaps lead to, by keyboard too', async () => {
  const { screen } = await renderBoard(createFakeServer(incomplete));
  const line = screen.getByRole('region', { name: 'Inventory' });
  const says = 'In inventory 63,400, heard in 24 h 61,050, in no ring of falcon-content 1,140, no site 412.';
  await expect.element(line.getByText(says, { exact: true })).toBeVisible();
  const consequence = line.getByText(/a pause of named rings does not cover them/);
  await expect.element(consequence).not.toBeVisible();
  line.element().querySelector('summary')?.focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(consequence).toBeVisible();
});

test('without an inventory nothing is said of it', async () => {
  const { screen } = await renderBoard(createFakeServer(failing));
  await expect.element(screen.getByRole('article', { name: 'Pilot ring' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Inventory' }).query()).toBeNull();
});
