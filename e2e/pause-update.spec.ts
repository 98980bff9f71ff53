/** One click stops an update; what devices report says whether it worked. */
import { DEFAULT_RINGS } from '#contract/words.ts';
import { headline, logLine, panel, pauseButton, ringCard, verdict } from './board.ts';
import { decision, exposed, fleetTime, logOf, standing } from './call.ts';
import { EDGE, GUILTY, STAGED, STAGED_FAST } from './drill.ts';
import { expect, test } from './fixtures.ts';

const MINUTE_MS = 60_000;
/** The staged plan sends 291 to Early at 05:39. */
const EARLY_IS_DUE = Date.UTC(2024, 6, 19, 5, 45);

test('a pause stops 291 in every ring, is explained and lifted, while Edge rolls on', async ({ page, call, drill }) => {
  drill(STAGED_FAST);
  await page.goto('/');
  // In the middle of a wave there is something to stop.
  await expect.poll(() => exposed(call, GUILTY, 'Pilot'), { timeout: 120_000 }).toBeGreaterThan(3);
  expect(await decision(call, GUILTY, 'Pilot')).toBe('go');

  await pauseButton(page, '291').dblclick();
  for (const ring of DEFAULT_RINGS) {
    await expect.poll(() => decision(call, GUILTY, ring), { timeout: 3_000 }).toBe('hold');
  }
  expect(await decision(call, EDGE, 'Broad')).toBe('go');
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
  await expect(ringCard(page, 'Pilot')).toContainText('Paused');
  const edgeAtPause = await exposed(call, EDGE);

  const reason = 'Canary hosts loop on csagent.sys';
  await page.getByLabel('Why was 291 paused?').fill(reason);
  await verdict(page).getByRole('button', { name: 'Save' }).click();
  await expect(logLine(page, 'Why 291 is paused')).toContainText(reason);
  await expect(verdict(page)).toContainText(`Reason: ${reason}.`);
  const entries = await logOf(call, GUILTY);
  expect(entries.filter(({ kind }) => kind === 'hold_placed')).toHaveLength(1);
  expect(entries.at(-1)).toMatchObject({ kind: 'hold_reason', reason });
  expect((await standing(call, GUILTY))?.holds).toMatchObject([{ rings: 'all', reason }]);

  const pausedFor = await fleetTime(call);
  const atMost = await exposed(call, GUILTY);
  await expect
    .poll(() => fleetTime(call), { timeout: 60_000 })
    .toBeGreaterThan(Math.max(EARLY_IS_DUE, pausedFor + 30 * MINUTE_MS));
  expect(await exposed(call, GUILTY)).toBe(atMost);
  expect(await exposed(call, GUILTY, 'Early')).toBe(0);
  expect(await exposed(call, EDGE)).toBeGreaterThan(edgeAtPause + 50);
  await expect(verdict(page)).toContainText(
    /Installs after the pause: (none reported|\d+, last at \d\d:\d\d; none for (\d+ h )?\d+ (h|min))\./,
  );

  await verdict(page).getByRole('button', { name: 'Lift the pause on 291…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Lift the pause on Falcon Sensor content 291' });
  const lift = sheet.getByRole('button', { name: 'Lift the pause on 291' });
  await expect(lift).toBeDisabled();
  await lift.click({ force: true });
  await expect(sheet).toBeVisible();
  expect(await decision(call, GUILTY, 'Pilot')).toBe('hold');
  await sheet.getByLabel('Why is it safe to go on?').fill('The vendor withdrew the file');
  await lift.click();
  await expect(sheet).toBeHidden();
  expect(await decision(call, GUILTY, 'Pilot')).toBe('go');
  await expect(pauseButton(page, '291')).toBeVisible();
  await expect(logLine(page, 'Pause on 291 lifted')).toContainText('The vendor withdrew the file');
});

test('an update the verdict does not speak of is paused from its row, after a look at its numbers', async ({
  page,
  call,
  drill,
}) => {
  drill(STAGED);
  await page.goto('/');
  await expect.poll(() => exposed(call, EDGE)).toBeGreaterThan(20);
  await panel(page, 'Updates rolling out').getByRole('button', { name: 'Pause… Edge 126.0.2592.87' }).click();
  const sheet = page.getByRole('dialog', { name: 'Pause Edge 126.0.2592.87' });
  await expect(sheet).toContainText(/\d+ of \d+ checked/);
  await sheet
    .getByRole('button', { name: /^Pause Edge 126\.0\.2592\.87 in all rings, [\d,]+ devices without it$/ })
    .click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => decision(call, EDGE, 'Broad'), { timeout: 3_000 }).toBe('hold');
  expect(await decision(call, GUILTY, 'Broad')).toBe('go');
  await expect(logLine(page, 'Edge 126.0.2592.87 paused in all rings')).toBeVisible();
});
