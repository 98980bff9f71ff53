/** What people write down stands in the log and in the charts, among what was noticed and decided. */
import { postReports } from '#contract/routes.ts';
import { logLine, panel } from './board.ts';
import { logOf } from './call.ts';
import { expect, test } from './fixtures.ts';

const MINUTE_MS = 60_000;
const UPDATE = 'microsoft/edge@126.0.2592';

test('a note on the fleet or on an update is written in place', async ({ page, call }) => {
  const at = Date.now() - 5 * MINUTE_MS;
  const labels = { ring: 'Canary' };
  const reports = ['pc-1', 'pc-2'].flatMap((device) => [
    { kind: 'boot.completed' as const, device, at, boot: `${device}-1`, labels },
    { kind: 'update.installed' as const, device, at, update: UPDATE, labels },
  ]);
  await call(postReports, { body: { sentAt: Date.now(), reports } });

  await page.goto('/');
  await panel(page, 'Recent log').getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('textbox', { name: 'Note on the fleet' }).fill('Power cut in Riga');
  await page.keyboard.press('Enter');
  await expect(logLine(page, 'Note')).toContainText('Power cut in Riga');

  await page.getByRole('link', { name: UPDATE }).first().click();
  const log = panel(page, 'Log of this update');
  await log.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('textbox', { name: /^Note on/ }).fill('Asked Microsoft, case 4711');
  await log.getByRole('button', { name: 'Save' }).click();
  await expect(log.getByRole('listitem').first()).toContainText('Asked Microsoft, case 4711');
  await expect(log.getByRole('listitem').first()).not.toContainText('Riga');
  await expect(panel(page, 'Evidence over time').getByText(/^Note \d\d:\d\d$/)).toBeVisible();
  expect((await logOf(call, UPDATE)).at(-1)).toMatchObject({ kind: 'note', text: 'Asked Microsoft, case 4711' });
});
