/** The page of one update: what its verdict rests on, where it came from, and the same one click to stop it. */
import { getUpdateEvidence } from '#contract/routes.ts';
import { headline, panel, pauseButton, verdict } from './board.ts';
import { decision, exposed } from './call.ts';
import { EDGE, GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const FAILING =
  /^(Falcon Sensor content 291 is stopping devices from booting|Devices stop answering after Falcon Sensor content 291)\.$/;

test('an update opened from the live screen shows its evidence, ring by ring, and is paused there', async ({
  page,
  call,
  drill,
}) => {
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await panel(page, 'Updates rolling out').getByRole('link', { name: 'Falcon Sensor content 291' }).click();
  await expect(page).toHaveURL(/\/updates\/crowdstrike~falcon-content~291$/);
  await expect(page).toHaveTitle('DRILL · 291 failing · Update · Bootwatch');
  await expect(headline(page)).toHaveText(FAILING);
  await expect(verdict(page)).toContainText(/\d+ of the \d+ devices checked since they received it did not come back/);
  await expect(verdict(page)).toContainText('This is not chance');

  const grounds = panel(page, 'What the verdict rests on');
  await expect(grounds).toContainText(/(Strong|Overwhelming) evidence (1 in [\d,]+|less than 1 in a billion)/);
  await expect(grounds).toContainText(/\d+–\d+\u00a0%/);
  await expect(grounds).toContainText(/If it stopped now: at most \d+\./);

  const chart = panel(page, 'Evidence over time');
  await expect(
    chart.getByRole('img', { name: /Levels: Watch 1 in 100, .* Beyond doubt 1 in 100,000\./ }),
  ).toBeVisible();
  await chart.getByText('Show as table: evidence').click();
  const table = chart.getByRole('table', { name: 'Evidence over time' });
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Most so far', 'Now', 'Highest level passed']);
  await expect(
    table.getByRole('row', { name: /(Pause recommended|Beyond doubt) \(1 in [\d,]+\)/ }).first(),
  ).toBeVisible();

  const rollout = panel(page, 'Rollout across rings');
  await expect(rollout.getByRole('row', { name: /^Canary/ })).toContainText(/of \d+ down or recovered/);
  await expect(rollout.getByRole('row', { name: /^Broad/ })).toContainText('Not started');
  await expect(panel(page, 'Where it concentrates')).toContainText(/Everywhere alike|Mainly in/);
  await expect(panel(page, 'Coverage')).toContainText(
    /Canary could not have caught this on: .+ \([\d,]+ devices? in (Pilot|Early|Broad)\)|Of every sector, region, build, system and class of later rings Canary has a device too\./,
  );
  await expect(panel(page, 'Holds')).toContainText('None. The gate lets it go to every ring.');

  await pauseButton(page, '291').click();
  await expect.poll(() => decision(call, GUILTY, 'Broad'), { timeout: 3_000 }).toBe('hold');
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
  await expect(panel(page, 'Holds')).toContainText(/Paused in all rings by Operator \(a person\) at \d\d:\d\d/);
  await page.getByLabel('Why was 291 paused?').fill('Canary hosts loop');
  await verdict(page).getByRole('button', { name: 'Save' }).click();
  await expect(panel(page, 'Holds')).toContainText('Canary hosts loop');
  await expect(rollout.getByRole('columnheader', { name: 'Installs after the pause' })).toBeVisible();
});

test('its address is enough: reload, range and way back keep the view', async ({ page, drill }) => {
  drill(STAGED);
  await page.goto('/');
  await expect(panel(page, 'Updates rolling out').getByRole('link', { name: /^Edge/ })).toBeVisible({
    timeout: 60_000,
  });
  await page.goto('/updates/microsoft~edge~126.0.2592.87?range=24h');
  await expect(headline(page)).toHaveText(/Edge 126\.0\.2592\.87/);
  const range = page.getByRole('group', { name: 'Range' });
  await expect(range.getByRole('button', { name: '24 h' })).toHaveAttribute('aria-pressed', 'true');
  await range.getByRole('button', { name: '1 h' }).click();
  await expect(page).toHaveURL(/\/updates\/microsoft~edge~126\.0\.2592\.87\?range=1h$/);
  await page.reload();
  await expect(range.getByRole('button', { name: '1 h' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Live' }).click();
  await expect(panel(page, 'Updates rolling out')).toBeVisible();
  await expect(page).toHaveURL(/\/\?range=1h$/);
});

test('its evidence is there again after a restart', async ({ server, call, drill }) => {
  drill(STAGED);
  /** The minutes of which there is evidence, with the open one and the closed ones that are not written yet. */
  const known = async () => {
    const { from, stepMs, most } = await call(getUpdateEvidence, { params: { id: EDGE }, query: { last: '3h' } });
    return most.flatMap((value, nth) => (value === null ? [] : [from + nth * stepMs]));
  };
  await expect.poll(() => exposed(call, EDGE), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect.poll(async () => (await known()).length, { timeout: 60_000 }).toBeGreaterThan(5);
  const before = await known();
  await server.kill();
  await server.start();
  // What was not acknowledged yet is sent again, and its minutes are closed once more.
  const missing = async () => {
    const now = new Set(await known());
    return before.filter((minute) => !now.has(minute));
  };
  await expect.poll(missing).toEqual([]);
});

test.describe('an update nobody knows', () => {
  test.use({ allowedErrors: ['Failed to load resource: the server responded with a status of 404 (Not Found)'] });

  test('is said to be unknown, with a way back', async ({ page }) => {
    await page.goto('/updates/nobody~nothing~1');
    await expect(headline(page)).toHaveText('No update nobody/nothing@1 is known here.');
    await page.getByRole('link', { name: 'Back to the live screen' }).click();
    await expect(headline(page)).toHaveText(/^No devices yet/);
  });
});
