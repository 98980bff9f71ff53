/** From an empty server to a verdict: what a newcomer sees. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chooseTheme, headline, logLine, panel, ringCard, verdict } from './board.ts';
import { STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const run = promisify(execFile);

test('an empty server says how to connect a fleet, and the commands work as they are', async ({
  page,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await expect(headline(page)).toHaveText('No devices yet. Connect some, or rehearse first.');
  await expect(page.getByRole('complementary', { name: 'Drill' })).toHaveCount(0);

  const copied = async (name: string) => {
    await page.getByRole('button', { name: `Copy ${name}` }).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copied('drill command')).toBe(`npm run drill -- --url ${server.url} --scenario july-19-staged`);
  await run('sh', ['-c', await copied('inventory command')]);
  await expect(ringCard(page, 'Canary')).toContainText('1 device');
  await expect(ringCard(page, 'Broad')).toContainText('1 device');
});

test('the first report of a device ends the first run', async ({ page, context, call: _ }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await page.getByRole('button', { name: 'Copy report command' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  await run('sh', ['-c', await page.evaluate(() => navigator.clipboard.readText())]);
  await expect(ringCard(page, 'Canary')).toContainText('1 device');
  await expect(page.getByText('heard from 1 of 1 due')).toBeVisible();
});

test('a drill ends in a verdict with its numbers, its place and its signature', async ({ page, drill }) => {
  drill(STAGED);
  await page.goto('/');

  const frame = page.getByRole('complementary', { name: 'Drill' });
  await expect(frame).toContainText('DRILL ×180');
  await expect(frame).toContainText('Simulated devices, real buttons.');
  await expect(page).toHaveTitle(/^DRILL · /);

  await expect(headline(page)).toHaveText(
    /^(Falcon Sensor content 291 is stopping devices from booting|Devices stop answering after Falcon Sensor content 291)\.$/,
  );
  await expect(verdict(page)).toContainText(/\d+ of the \d+ devices checked since they received it did not come back/);
  await expect(verdict(page)).toContainText(
    /This is not chance.*: if it were harmless, evidence this strong would ever show up in /,
  );
  await expect(verdict(page).getByRole('button')).toHaveText([
    /Pause 291 in all rings[\d,]+ devices without it/,
    'What this will not stop',
  ]);

  await expect(ringCard(page, 'Canary')).toContainText(/\d+\.\d%/);
  await expect(ringCard(page, 'Canary')).toContainText(/down · \d+ of \d+ checked/);
  await expect(ringCard(page, 'Canary')).toContainText(/Boot-looping|Going silent/);
  await expect(ringCard(page, 'Broad')).toContainText('Not started');

  const matrix = panel(page, 'Sector × ring, 291');
  await expect(matrix.getByRole('columnheader')).toHaveText([
    'Sector',
    'Canary',
    'Pilot',
    'Early',
    'Broad',
    'All rings',
  ]);
  for (const sector of ['Airlines', 'Banking', 'Government', 'Healthcare', 'Media', 'Retail']) {
    await expect(matrix.getByRole('rowheader', { name: sector, exact: true })).toBeVisible();
  }
  await expect(matrix.getByRole('row', { name: /^All sectors/ })).toContainText(/\d+\u00a0% n\u00a0\d+/);

  const signatures = panel(page, 'Crash signatures of devices down now');
  await expect(signatures.getByRole('row', { name: /csagent\.sys/ })).toContainText('PAGE_FAULT_IN_NONPAGED_AREA');

  const updates = panel(page, 'Updates rolling out');
  const row = (name: string) => updates.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
  await expect(row('Falcon Sensor content 291')).toContainText('Pause recommended');
  await expect(row('Edge 126.0.2592.87')).toContainText(/No sign of harm|Explained by 291/);

  await expect(logLine(page, '291 detected')).toContainText(
    /\d+ of \d+ checked down, (interval \d+–\d+\u00a0%|too few to name a share)/,
  );
});

test('range, time zone and theme are in the address and survive a reload', async ({ page, drill }) => {
  drill(STAGED);
  await page.goto('/');
  const oneHour = page.getByRole('group', { name: 'Range' }).getByRole('button', { name: '1 h' });
  await oneHour.click();
  await page.getByRole('button', { name: 'Time zone: UTC' }).click();
  await chooseTheme(page, 'Dark');
  await expect(page).toHaveURL(/\?(?=.*range=1h)(?=.*tz=local)(?=.*theme=dark)/);

  await page.reload();
  await expect(oneHour).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: /Time zone: (CEST|CET|GMT\+2)/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
});
