/** Who is blamed, and who is not: scenarios with a known truth, driven through the real server. */
import { getLog, listUpdates } from '#contract/routes.ts';
import { headline, panel, verdict } from './board.ts';
import type { Call } from './call.ts';
import { STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const LARGE = { devices: 1_000, speed: 600, seed: 1 } as const;
const UNEXPLAINED = /^[\d,]+ of [\d,]+ devices due have not answered since \d\d:\d\d\. No known update explains it\.$/;

test.describe.configure({ timeout: 150_000 });

test('of two updates the guilty one is named, the other is not blamed', async ({ page, drill }) => {
  drill({ ...LARGE, scenario: 'two-updates', speed: 360 });
  await page.goto('/');
  await expect(headline(page)).toHaveText(
    /^(Acme agent 7\.2\.0 is stopping devices from booting|Devices stop answering after Acme agent 7\.2\.0)\.$/,
    { timeout: 90_000 },
  );
  await expect(verdict(page)).toContainText('This is not chance');
  const driver = panel(page, 'Updates rolling out').getByRole('row').filter({ hasText: 'HP driver' });
  await expect(driver).not.toContainText('Pause recommended');
});

test('the staged outage is recommended to be paused before it leaves the Canary ring', async ({ drill, call }) => {
  drill(STAGED);
  const alarm = async () => {
    const { entries } = await call(getLog, { query: {} });
    return entries.find(({ kind }) => kind === 'alarm_opened');
  };
  await expect.poll(alarm, { timeout: 90_000 }).toBeDefined();
  const opened = await alarm();
  const { updates } = await call(listUpdates, { query: {} });
  const guilty = updates.find(({ version }) => version === '291');
  const pilot = guilty?.rings.find(({ ring }) => ring === 'Pilot');
  expect(opened).toMatchObject({ update: guilty?.id });
  expect(opened?.at).toBeLessThan(pilot?.plannedAt ?? 0);
});

test('a region that goes silent is said to be silent, and no update is blamed', async ({ page, drill, call }) => {
  // Slow enough for the half hour of the outage to be seen.
  drill({ ...LARGE, scenario: 'region-outage-pilot', speed: 400 });
  await page.goto('/');
  await expect(headline(page)).toHaveText(UNEXPLAINED, { timeout: 90_000 });
  await expect(verdict(page)).toContainText('Common to them: region North.');
  await expect(verdict(page).getByRole('button')).toHaveCount(0);
  await blamesNobody(call);
});

test('a collector that loses everything is no fault of an update', async ({ page, drill, call }) => {
  // With this seed it fails early on.
  drill({ ...LARGE, scenario: 'collector-down', seed: 34 });
  await page.goto('/');
  await expect(headline(page)).toHaveText(UNEXPLAINED, { timeout: 90_000 });
  await blamesNobody(call);
});

async function blamesNobody(call: Call): Promise<void> {
  const { entries } = await call(getLog, { query: {} });
  expect(entries.filter(({ kind }) => kind === 'alarm_opened')).toEqual([]);
  const { updates } = await call(listUpdates, { query: {} });
  expect(updates.filter(({ judgement }) => judgement === 'failing')).toEqual([]);
}
