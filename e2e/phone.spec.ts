/** The verdict and the button in a hand. */
import { listDevices } from '#contract/routes.ts';
import { headline, panel, pauseButton } from './board.ts';
import { decision } from './call.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const PHONE = { width: 390, height: 844 };
test.use({ viewport: PHONE, hasTouch: true });

test('on a phone the verdict is on the first screen, the pause works, and nothing scrolls sideways', async ({
  page,
  call,
  drill,
}) => {
  const pageWidth = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.goto('/');
  await expect(headline(page)).toBeVisible();
  expect(await pageWidth()).toBe(PHONE.width);

  drill(STAGED);
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await expect(headline(page)).toBeInViewport({ ratio: 1 });
  await expect(pauseButton(page, '291')).toBeInViewport({ ratio: 1 });
  expect(await pageWidth()).toBe(PHONE.width);

  await pauseButton(page, '291').tap();
  await expect.poll(() => decision(call, GUILTY, 'Broad'), { timeout: 3_000 }).toBe('hold');
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
  expect(await pageWidth()).toBe(PHONE.width);

  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Updates' }).tap();
  await expect(headline(page)).toHaveText('Updates');
  expect(await pageWidth()).toBe(PHONE.width);
  await page.getByRole('link', { name: 'Falcon Sensor content 291' }).tap();
  await expect(panel(page, 'What the verdict rests on')).toBeVisible();
  expect(await pageWidth()).toBe(PHONE.width);
  const { devices } = await call(listDevices, { query: { update: GUILTY, limit: '1' } });
  await page.goto(`/devices/${devices[0]?.device}`);
  await expect(panel(page, 'Last reports')).toBeVisible();
  expect(await pageWidth()).toBe(PHONE.width);
});
