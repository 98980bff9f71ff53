/** Keys, search, the list of updates and the page of a device: how one gets from anywhere to anything. */
import type { Page } from '@playwright/test';
import { getDevice, listDevices, putUpdate } from '#contract/routes.ts';
import { broken, expectAccessible } from './accessible.ts';
import { headline, panel, pauseButton, ringCard } from './board.ts';
import { decision } from './call.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { FAILING_UPDATE, failingCanaries } from './known-fleet.ts';
import { send } from './load.ts';

const badge = (page: Page) => page.locator('link[rel="icon"]').getAttribute('href');

test('by keys: the list of updates, the keys themselves, a search that leads to the pause', async ({
  page,
  call,
  drill,
}) => {
  await page.goto('/');
  await expect(headline(page)).toHaveText(/^No devices yet/);
  expect(await badge(page)).toBe('/favicon.svg');
  drill(STAGED);
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  expect(await badge(page)).toBe('/favicon-failing.svg');

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(headline(page)).toHaveText('Updates');
  await expect(page).toHaveTitle('DRILL · 291 failing · Updates · Bootwatch');
  await expect(page.getByRole('row', { name: /^Falcon Sensor content 291/ })).toContainText('Pause recommended');
  await expectAccessible(page, 'list of updates');
  await page.getByRole('searchbox').fill('edge');
  await expect(page).toHaveURL(/\/updates\?(theme=dark&)?q=edge|\/updates\?q=edge/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('row', { name: /^Edge/ })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await headline(page).click();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Go to the list of updates');
  expect(await broken(page, { within: 'dialog' })).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('291');
  await expect(page.getByRole('option', { name: /^Pause 291…/ })).toBeVisible();
  expect(await broken(page, { within: 'dialog' })).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(pauseButton(page, '291')).toBeFocused();
  await expect(page).toHaveURL(/\/updates\/crowdstrike~falcon-content~291/);
  expect(await decision(call, GUILTY, 'Broad')).toBe('go');
  await page.keyboard.press('Enter');
  await expect.poll(() => decision(call, GUILTY, 'Broad'), { timeout: 3_000 }).toBe('hold');
  await expect.poll(() => badge(page)).toBe('/favicon-paused.svg');

  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
});

test('a device is found by the beginning of its id, and its page says why it counts as what', async ({
  page,
  call,
  drill,
}) => {
  drill(STAGED);
  const looping = async () =>
    (await call(listDevices, { query: { condition: 'looping', update: GUILTY, limit: '1' } })).devices[0]?.device ?? '';
  await expect.poll(looping, { timeout: 60_000 }).not.toBe('');
  const device = await looping();
  await page.goto('/');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('combobox').fill(device.slice(0, -1).toUpperCase());
  await page.getByRole('option', { name: new RegExp(`^${device} `) }).click();
  await expect(headline(page)).toHaveText(device);
  await expect(page).toHaveTitle(new RegExp(`${device} · Bootwatch$`));
  const { labels } = await call(getDevice, { params: { device } });
  await expect(panel(page, device)).toContainText(labels.sector ?? 'no sector');
  await expect(panel(page, device)).toContainText(/a crash was reported|Something was due/);
  await expect(panel(page, 'Updates on it').getByRole('link', { name: '291' })).toBeVisible();
  await expect(panel(page, 'Last reports').getByRole('listitem').filter({ hasText: 'Installed 291' })).toBeVisible();
  await expectAccessible(page, 'device');
  await panel(page, 'Updates on it').getByRole('link', { name: '291' }).click();
  await expect(panel(page, 'What the verdict rests on')).toBeVisible();
});

test('the devices a card counts as down are listed, and those of another choice', async ({ page, call }) => {
  const canaries = failingCanaries(12, Date.now());
  await call(putUpdate, { params: { id: FAILING_UPDATE }, body: { name: 'Acme agent 7', channel: 'acme' } });
  await send(call, canaries);
  await page.goto('/');
  await ringCard(page, 'Canary').getByRole('link', { name: 'down · 12 of 12 checked' }).click();
  await expect(headline(page)).toHaveText('Devices');
  const rows = page.getByRole('row');
  await expect(rows).toHaveCount(1 + canaries.length);
  for (const { device } of canaries) {
    await expect(page.getByRole('row', { name: new RegExp(`^${device} Looping `) })).toHaveCount(1);
  }
  await expectAccessible(page, 'list of devices');
  await page.getByLabel('Stands').selectOption('Silent');
  await expect(page.getByText('No device matches this now.')).toBeVisible();
  await page.getByLabel('Update').selectOption('Any');
  await page.getByLabel('Condition').selectOption('Down');
  await expect(rows).toHaveCount(1 + canaries.length);
  await page.reload();
  await expect(rows).toHaveCount(1 + canaries.length);
  await expect(page.getByLabel('Condition')).toHaveValue('1');
  await page.goBack();
  await expect(ringCard(page, 'Canary')).toBeVisible();
});
