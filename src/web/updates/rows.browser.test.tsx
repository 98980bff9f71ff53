/** Rows of updates hold still while somebody is about to press one of their buttons. */
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { hold } from '../fixtures/build.ts';
import { failing } from '../fixtures/failing.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

const EDGE = 'Edge 126.0.2592';
const names = () => [...document.querySelectorAll('.updates tbody a')].map(({ textContent }) => textContent);
const inOrder = failing.updates.map(({ name }) => name);
const later = { ...failing, asOf: failing.asOf + 1 };

test('under the pointer the order stays; without it the suspected are first again', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('button', { name: `Pause… ${EDGE}` }).hover();
  server.picture = { ...later, updateCount: 77, updates: failing.updates.toReversed() };
  await userEvent.keyboard('r');
  await expect.element(screen.getByRole('link', { name: 'All 77' })).toBeVisible();
  expect(names()).toEqual(inOrder);
  await screen.getByRole('heading', { level: 1 }).hover();
  await expect.poll(names).toEqual(inOrder.toReversed());
});

test('they are sorted again after the row that had focus is gone', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  await screen.getByRole('heading', { level: 1 }).hover();
  screen
    .getByRole('button', { name: `Pause… ${EDGE}` })
    .element()
    .focus();
  const rest = failing.updates.filter(({ name }) => name !== EDGE);
  server.picture = { ...later, updates: rest };
  await expect.element(screen.getByRole('link', { name: EDGE })).not.toBeInTheDocument();
  server.picture = { ...later, asOf: failing.asOf + 2, updates: rest.toReversed() };
  await userEvent.keyboard('r');
  await expect.poll(names).toEqual(rest.toReversed().map(({ name }) => name));
});

test('a button does not come to mean the opposite because somebody else paused', async () => {
  const server = createFakeServer(failing);
  const { screen } = await renderBoard(server);
  const button = screen.getByRole('button', { name: `Pause… ${EDGE}` });
  await button.hover();
  const updates = failing.updates.map((each) => (each.name === EDGE ? { ...each, holds: [hold(each.id, {})] } : each));
  server.picture = { ...later, updates };
  await userEvent.keyboard('r');
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  await screen.getByRole('heading', { level: 1 }).hover();
  await expect.element(screen.getByRole('button', { name: `Lift… ${EDGE}` })).toBeVisible();
});
