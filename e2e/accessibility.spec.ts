/** No rule of axe is broken on any state of the board, in either theme; and what it decides can be done by keyboard. */
import { broken, expectAccessible } from './accessible.ts';
import { headline, panel, pauseButton, verdict } from './board.ts';
import { decision } from './call.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

/** The pause is among the first things the Tab key comes to: after the bar, before the panels. */
const FEW_STOPS = 12;

test('first run, failing, paused, asking for a reason and lifting break no rule of axe', async ({ page, drill }) => {
  await page.goto('/');
  await expect(headline(page)).toHaveText(/^No devices yet/);
  await expectAccessible(page, 'first run');

  drill(STAGED);
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'failing');

  await pauseButton(page, '291').click();
  await expect(page.getByRole('region', { name: 'Undo' })).toContainText('The gate holds 291 in all rings.');
  await expectAccessible(page, 'paused, undo offered');

  await expect(page.getByLabel('Why was 291 paused?')).toBeVisible();
  await expectAccessible(page, 'paused, asking why');

  await verdict(page).getByRole('button', { name: 'Lift the pause on 291…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await broken(page, { within: 'dialog' })).toEqual([]);
});

test('the page of an update, failing and paused, breaks no rule of axe, and is reached by keyboard', async ({
  page,
  drill,
}) => {
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  const link = panel(page, 'Updates rolling out').getByRole('link', { name: 'Falcon Sensor content 291' });
  await link.focus();
  await page.keyboard.press('Enter');
  const evidence = panel(page, 'Evidence over time');
  await expect(evidence.getByRole('img', { name: /^Line chart/ })).toBeVisible();
  await evidence.getByText('Show as table: evidence').click();
  await expectAccessible(page, 'update, failing');

  await pauseButton(page, '291').click();
  await expect(headline(page)).toHaveText(/is paused in all rings\.$/);
  await expectAccessible(page, 'update, paused');
  await expect(page).toHaveURL(/\/updates\/crowdstrike~falcon-content~291/);
});

test('a pause needs no mouse', async ({ page, call, drill }) => {
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  const reached = () => pauseButton(page, '291').evaluate((button) => button === document.activeElement);
  for (let stop = 0; stop < FEW_STOPS && !(await reached()); stop += 1) await page.keyboard.press('Tab');
  await expect(pauseButton(page, '291')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => decision(call, GUILTY, 'Broad'), { timeout: 3_000 }).toBe('hold');
});

test('the API for people breaks no rule of axe, and fits a phone', async ({ page }) => {
  await page.goto('/docs');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await broken(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
