/** Old data never passes as live, and a pause pressed while nobody answers gets through as one. */
import { headline, panel, pauseButton, ringCard, verdict } from './board.ts';
import { decision, logOf } from './call.ts';
import { DOWN_SERVER_ERRORS } from './down-server.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

test.use({ allowedErrors: DOWN_SERVER_ERRORS });

test('the server stops: data looks old, a pause is tried again in plain sight and made once', async ({
  page,
  server,
  call,
  drill,
}) => {
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  const before = await ringCard(page, 'Canary').getByRole('heading').textContent();

  await server.stop();
  await expect(headline(page)).toHaveText(/^No answer for \d+ s\. Everything below is from \d\d:\d\d:\d\d UTC\.$/);
  await expect(page).toHaveTitle('DRILL · No answer · Bootwatch');
  await expect(page.getByTitle("Age of the server's last answer")).toHaveText(/^No answer for \d+ s$/);
  await expect(verdict(page)).toContainText('When last seen:');
  for (const title of ['Recent log', 'Updates rolling out', 'Sector × ring, 291', 'Down, % of checked']) {
    await expect(panel(page, title)).toContainText(/as of \d\d:\d\d:\d\d UTC, \d+ s ago/);
  }
  await expect(ringCard(page, 'Canary').getByRole('heading')).toHaveText(before ?? '');
  await expect(verdict(page)).toContainText(/Based on data from \d\d:\d\d:\d\d UTC/);

  await pauseButton(page, '291').click();
  await expect(verdict(page)).toContainText(/No answer yet: try [2-9], for \d+ s more\./);
  await expect(pauseButton(page, '291')).toBeDisabled();

  await server.start();
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
  await expect(page.getByTitle("Age of the server's last answer")).toHaveText(/^Live · \d+ s ago$/);
  await expect(panel(page, 'Recent log')).not.toContainText('as of');
  expect(await decision(call, GUILTY, 'Broad')).toBe('hold');
  const decided = (await logOf(call, GUILTY)).filter(({ kind }) => kind.startsWith('hold_'));
  expect(decided).toMatchObject([{ kind: 'hold_placed', rings: 'all' }]);
});
