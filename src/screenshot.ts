/** `npm run screenshot`: pictures of the running product for the README, made from a drill. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, requireChromium } from '#host/find-chromium.ts';
import { freePort } from '#host/listen.ts';
import { DEFAULT_HOST, DEFAULT_PORT } from '#host/options.ts';
import { startServer } from '#lab/server-process.ts';

const OUT = fileURLToPath(new URL('../.readme/', import.meta.url));
const SIZE = { width: 1440, height: 1000 };
const OUTAGE_PATIENCE_MS = 240_000;

const folder = mkdtempSync(join(tmpdir(), 'bootwatch-screenshot-'));
const { server } = await startServer(await freePort(DEFAULT_PORT + 50, DEFAULT_HOST), folder);
const drill = spawn(
  process.execPath,
  [fileURLToPath(new URL('drill.ts', import.meta.url)), '--url', server.url, '--speed', '120'],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_ARGS });
mkdirSync(OUT, { recursive: true });
try {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
  await page.goto(server.url);
  const pause = page.getByRole('button', { name: /^Pause 291 in all rings/ });
  await pause.waitFor({ timeout: OUTAGE_PATIENCE_MS });
  // Into the second ring: the picture then shows where the update is, where it is not yet, and what it does.
  const pilot = page.getByRole('article', { name: 'Pilot ring' });
  await pilot.getByText(/[1-9]\d of \d{2,3} checked/).waitFor({ timeout: OUTAGE_PATIENCE_MS });
  await page
    .getByRole('img', { name: /line chart/i })
    .first()
    .waitFor();
  await page.screenshot({ path: join(OUT, 'live.png') });
  await pause.click();
  await page.getByRole('heading', { level: 1, name: /is paused/ }).waitFor();
  await page.screenshot({ path: join(OUT, 'paused.png') });
} finally {
  await browser.close();
  drill.kill('SIGTERM');
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
