/** A pause can be taken back for ten seconds, and both are in the log. */
import { logLine, pauseButton } from './board.ts';
import { decision, logOf, standing } from './call.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

test('undo within ten seconds lets the update go again', async ({ page, call, drill }) => {
  drill(STAGED);
  await page.goto('/');
  await pauseButton(page, '291').click({ timeout: 60_000 });
  const undo = page.getByRole('region', { name: 'Undo' });
  await expect(undo).toContainText('The gate holds 291 in all rings.');
  expect(await decision(call, GUILTY, 'Pilot')).toBe('hold');

  // The first half second is not for clicks: a second tap on the pause may land there.
  await expect(undo).toContainText('9 s');
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => decision(call, GUILTY, 'Pilot'), { timeout: 3_000 }).toBe('go');
  await expect(undo.getByRole('button')).toHaveCount(0);
  await expect(pauseButton(page, '291')).toBeEnabled();

  await expect(logLine(page, '291 paused in all rings')).toBeVisible();
  await expect(logLine(page, 'Pause on 291 undone')).toBeVisible();
  const decided = (await logOf(call, GUILTY)).filter(({ kind }) => kind.startsWith('hold_'));
  expect(decided).toMatchObject([{ kind: 'hold_placed' }, { kind: 'hold_lifted', undo: true }]);
  expect((await standing(call, GUILTY))?.holds).toEqual([]);
});
