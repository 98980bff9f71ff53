import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { at } from '../fixtures/build.ts';
import { loopingDevice } from '../fixtures/devices.ts';
import { failing } from '../fixtures/failing.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

test('on a quiet fleet, how long a device is silent goes on with the fleet clock', async () => {
  const server = createFakeServer(failing);
  const { send } = server;
  // Nothing has changed since 04:31; the server says that it is 04:41.
  server.send = async (request) => {
    const answer = await send(request);
    return { ...answer, header: (name) => (name === 'bootwatch-as-of' ? String(at(32)) : null) };
  };
  const { screen } = await renderBoard(server, '/devices/till-0417');
  await expect.element(screen.getByText(/Down since 19 Jul 04:18:00, last heard 18 min ago\./)).toBeVisible();
});

test('says when the verdict on an update is due, and of one that has its verdict no time', async () => {
  const { screen } = await renderBoard(createFakeServer(failing), '/devices/till-0417');
  const updates = screen.getByRole('region', { name: 'Updates on it' });
  await expect.element(updates.getByText('being checked, verdict due 19 Jul 04:39:00', { exact: true })).toBeVisible();
  await expect.element(updates.getByText('checked, and down now', { exact: true })).toBeVisible();
});

test('on a phone a long stop code stays inside its panel', async () => {
  await page.viewport(390, 844);
  const { screen } = await renderBoard(createFakeServer(failing), '/devices/till-0417');
  const line = screen.getByText('Boot started, after 0x50 PAGE_FAULT_IN_NONPAGED_AREA in csagent.sys');
  await expect.element(line).toBeVisible();
  expect(line.element().scrollWidth).toBeLessThanOrEqual(line.element().clientWidth);
  await page.viewport(1440, 1000);
});

test('an update it went back from is not said to be on it and checked', async () => {
  const server = createFakeServer(failing);
  const [update, ...rest] = loopingDevice.updates;
  if (!update) throw new Error('the device of the fixture has no update');
  server.devices = [{ ...loopingDevice, updates: [{ ...update, reverted: true }, ...rest] }];
  const { screen } = await renderBoard(server, `/devices/${loopingDevice.device}`);
  const updates = screen.getByRole('region', { name: 'Updates on it' });
  await expect.element(updates.getByText('went back from it', { exact: true })).toBeVisible();
  expect(updates.getByText('checked, and down now').query()).toBeNull();
});
