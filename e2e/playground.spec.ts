/** The whole product in one tab; and none of what that takes in the app that is shipped. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getSnapshot } from '#contract/routes.ts';
import { bundleSize } from '#lab/bundle-size.ts';
import { headline, logLine, panel, pauseButton, ringCard, verdict } from './board.ts';
import { test as base, expect } from './fixtures.ts';
import { VITE } from './package-folder.ts';
import type { Programs } from './programs.ts';

const MAX_FIRST_LOAD_KB = 150;

const test = base.extend({
  /** The playground, served as `npm run dev` does. */
  baseURL: async ({ programs }, use) => {
    const port = await programs.port();
    const url = `http://127.0.0.1:${port}`;
    programs.run('vite', [VITE, '--mode', 'playground', '--host', '127.0.0.1', '--port', String(port), '--strictPort']);
    const answers = async () => (await fetch(url).catch(() => undefined))?.ok ?? false;
    await expect.poll(answers).toBe(true);
    await use(url);
  },
});

test('the playground runs a drill of its own to a verdict, and a pause stops it there', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('complementary', { name: 'Drill' })).toContainText('DRILL ×60');
  await expect(headline(page)).toContainText('Falcon Sensor content 291', { timeout: 60_000 });
  await expect(verdict(page)).toContainText(/\d+ of the \d+ devices checked/);
  await expect(ringCard(page, 'Canary')).toContainText(/down · \d+ of \d+ checked/);
  await expect(panel(page, 'Crash signatures of devices down now')).toContainText('csagent.sys');

  await pauseButton(page, '291').click();
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
  const gate = () =>
    page.evaluate(async () => {
      const answer = await fetch('/api/gate?update=crowdstrike%2Ffalcon-content%40291&ring=Pilot');
      return answer.json();
    });
  expect(await gate()).toMatchObject({ decision: 'hold', known: true });
  await expect(logLine(page, '291 paused in all rings')).toBeVisible();
});

/** Builds the app in a mode, into a folder of its own. */
async function built(programs: Programs, mode: string): Promise<string> {
  const folder = programs.folder();
  const build = programs.run(`vite build, ${mode}`, [
    VITE,
    'build',
    '--mode',
    mode,
    '--outDir',
    folder,
    '--emptyOutDir',
  ]);
  await build.ended;
  expect(build.process.exitCode, build.said.join('')).toBe(0);
  return folder;
}

/** The names of all files of a folder and all they hold, as one text. */
function textOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'utf8')}`).join('\n');
}

test('the shipped app holds nothing of the playground, and no style guide', async ({ programs }) => {
  const shipped = await built(programs, 'production');
  expect(textOf(shipped)).toContain('Pause');
  const traces = [/mockServiceWorker|\bmsw\b/, /style-?guide/i, /Components and states/, /guide-section/];
  for (const trace of traces) expect(textOf(shipped)).not.toMatch(trace);
  // The same search finds them where they are.
  const playground = textOf(await built(programs, 'playground'));
  for (const trace of traces) expect(playground).toMatch(trace);
  // What a browser loads before the first screen stands, in kB of gzip; charts come later.
  const { firstLoadJsKb, allJsKb } = bundleSize(shipped);
  expect(firstLoadJsKb).toBeGreaterThan(0);
  expect(firstLoadJsKb).toBeLessThan(MAX_FIRST_LOAD_KB);
  expect(allJsKb).toBeGreaterThan(firstLoadJsKb);
  // The picture is on its way before the script that asks for it.
  expect(readFileSync(join(shipped, 'index.html'), 'utf8')).toContain(`href="${getSnapshot.path}"`);
});
