import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DeviceDetail } from '#contract/device.ts';
import { loopingDevice, recoveredDevice } from '../fixtures/devices.ts';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { failingPage } from '../fixtures/update-pages.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { renderBoard } from '../testing/render-board.tsx';

async function open(place: string, devices: DeviceDetail[] = [loopingDevice, recoveredDevice]) {
  const server = createFakeServer(failing);
  server.devices = devices;
  server.pages[failingPage.id] = failingPage;
  const { screen } = await renderBoard(server, place);
  return { server, screen };
}

test('a ring card leads to the devices it counts as down', async () => {
  const { server, screen } = await open('/');
  const card = screen.getByRole('article', { name: 'Canary ring', exact: true });
  await card.getByRole('link', { name: /^down · \d+ of 50 checked$/ }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Devices' })).toHaveFocus();
  await expect
    .element(screen.getByRole('combobox', { name: 'Update' }))
    .toHaveDisplayValue('Falcon Sensor content 291');
  await expect.element(screen.getByRole('combobox', { name: 'Stands' })).toHaveDisplayValue('Down, of the checked');
  await expect.element(screen.getByRole('combobox', { name: 'Ring' })).toHaveDisplayValue('Canary');
  await expect.element(screen.getByRole('row', { name: /^till-0417 Looping/ })).toBeVisible();
  const asked = { update: CONTENT_291, stage: 'checked', outcome: 'down', ring: 'Canary', limit: '200' };
  expect(server.listed.at(-1)).toEqual(asked);
});

test('the figures of an update lead to the devices they count', async () => {
  const { server, screen } = await open('/updates/crowdstrike~falcon-content~291');
  await screen.getByRole('link', { name: /^Silent: [\d,]+ devices, list them$/ }).click();
  await expect.element(screen.getByRole('combobox', { name: 'Stands' })).toHaveDisplayValue('Silent');
  expect(server.listed.at(-1)).toEqual({ update: CONTENT_291, outcome: 'silent', limit: '200' });
});

test('what is chosen is asked for, and what there is none of is said', async () => {
  const { server, screen } = await open('/devices', []);
  await expect
    .element(screen.getByText('No device has reported yet, and none is listed in the inventory.'))
    .toBeVisible();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Condition' }), 'Off');
  await expect.element(screen.getByText('No device matches this now.')).toBeVisible();
  expect(server.listed.at(-1)).toEqual({ condition: 'off', limit: '200' });
});

test('says of each device how it is, and since when', async () => {
  const { screen } = await open('/devices');
  await expect
    .element(screen.getByRole('row', { name: /^till-0417 Looping 04:18 04:23 Canary Retail North 4711$/ }))
    .toBeVisible();
  await expect
    .element(screen.getByRole('row', { name: /^till-0500 Recovered – 04:23 Pilot – – =SUM\(A1\)$/ }))
    .toBeVisible();
  await expect.element(screen.getByText('2 devices', { exact: true })).toBeVisible();
  await screen.getByRole('link', { name: 'till-0417' }).click();
  await expect.element(screen.getByRole('heading', { level: 1, name: 'till-0417' })).toBeVisible();
});

test('names that are the same are two choices', async () => {
  const server = createFakeServer({
    ...failing,
    sectorName: 'Region',
    updates: failing.updates.map((update) => ({ ...update, name: 'Any' })),
  });
  const { screen } = await renderBoard(server, '/devices?region=North');
  await expect.element(screen.getByRole('combobox', { name: 'Region' }).nth(1)).toHaveDisplayValue('North');
  const update = screen.getByRole('combobox', { name: 'Update' });
  expect(update.element().querySelectorAll('option').length).toBe(1 + failing.updates.length);
  await userEvent.selectOptions(update, '1');
  expect(server.listed.at(-1)).toMatchObject({ update: failing.updates[0]?.id, region: 'North' });
});

test('fits a phone', async () => {
  await page.viewport(390, 844);
  await open('/devices?condition=down');
  await expect.poll(() => document.querySelectorAll('.devices tbody tr').length).toBe(2);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  const bar = document.querySelector('header.bar');
  expect(bar?.getBoundingClientRect().height).toBeLessThan(110);
  await page.viewport(1440, 1000);
});
