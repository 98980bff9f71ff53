import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { loopingDevice } from '../fixtures/devices.ts';
import { failing } from '../fixtures/failing.ts';
import { failingPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

async function open() {
  const server = createFakeServer(failing);
  server.pages[failingPage.id] = failingPage;
  const board = await renderBoard(server);
  await expect.element(board.screen.getByRole('heading', { level: 1, name: /is stopping/ })).toBeVisible();
  return board;
}

test('whoever comes from another screen goes on from the heading, whoever opens the page from its top', async () => {
  const { screen } = await open();
  expect(document.activeElement).toBe(document.body);
  screen.getByRole('link', { name: 'All about 291' }).element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('heading', { level: 2, name: 'What the verdict rests on' })).toBeVisible();
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  await userEvent.keyboard('gu');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Updates' })).toHaveFocus();
  await userEvent.keyboard('gl');
  await expect.element(screen.getByRole('heading', { level: 1, name: /is stopping/ })).toHaveFocus();
});

test('focus on what is there on every screen stays', async () => {
  const { screen } = await open();
  await screen.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
  await userEvent.keyboard('u');
  await userEvent.keyboard('gu');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Updates' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Undo' })).toHaveFocus();
});

test('a device is come to when it has answered, and so is the next one', async () => {
  const server = createFakeServer(failing);
  server.devices = [loopingDevice, { ...loopingDevice, device: 'another' }];
  const { screen, navigate } = await renderBoard(server);
  await expect.element(screen.getByRole('heading', { level: 1, name: /is stopping/ })).toBeVisible();
  for (const { device } of server.devices) {
    navigate(`/devices/${device}`);
    await expect.element(screen.getByRole('region', { name: 'Updates on it' })).toBeVisible();
    await expect.element(screen.getByRole('heading', { level: 1, name: device })).toHaveFocus();
  }
});
