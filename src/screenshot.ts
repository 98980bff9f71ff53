/** `npm run screenshot`: pictures of the running product for the README, made from a drill: stills from calm to paused, and single screens. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { freePort } from '#host/address.ts';
import { CHROMIUM_ARGS, requireChromium } from '#host/find-chromium.ts';
import { DEFAULT_HOST, DEFAULT_PORT } from '#host/options.ts';
import { startServer } from '#lab/server-process.ts';

const OUT = fileURLToPath(new URL('../.readme/', import.meta.url));
const DESK = { width: 1440, height: 1000 };
const WALL = { width: 1920, height: 1080 };
/** Stills stand side by side in the README: half as large is large enough, and small enough to keep. */
const SMALL = 0.5;
const PATIENCE_MS = 600_000;

const folder = mkdtempSync(join(tmpdir(), 'bootwatch-screenshot-'));
const { server } = await startServer(await freePort(DEFAULT_PORT + 50, DEFAULT_HOST), folder);
const drill = spawn(
  process.execPath,
  [fileURLToPath(new URL('drill.ts', import.meta.url)), '--url', server.url, '--speed', '120'],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_ARGS });
mkdirSync(OUT, { recursive: true });
const open = async (path: string, viewport: typeof DESK, deviceScaleFactor = 1) => {
  const page = await browser.newPage({ viewport, deviceScaleFactor, colorScheme: 'light' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(server.url + path);
  return page;
};
try {
  const page = await open('/', DESK);
  const small = await open('/', DESK, SMALL);
  const still = (name: string) => small.screenshot({ path: join(OUT, `drill-${name}.png`) });
  const canary = small.getByRole('article', { name: 'Canary ring' });
  const pilot = small.getByRole('article', { name: 'Pilot ring' });

  await canary.getByText(/checked/).waitFor();
  await small.locator('[role="img"]').first().waitFor();
  await still('1-calm');
  await small.getByRole('heading', { level: 1, name: /content 291/ }).waitFor();
  await still('2-detected');
  // Into the second ring: the picture then shows where the update is, where it is not yet, and what it does.
  await pilot.getByText(/[1-9]\d of \d{2,3} checked/).waitFor();
  await still('3-spreading');
  await page.screenshot({ path: join(OUT, 'live.png') });
  const wall = await open('/?kiosk', WALL, SMALL);
  await wall.locator('[role="img"]').first().waitFor();
  await wall.screenshot({ path: join(OUT, 'wallboard.png') });

  await page.getByRole('button', { name: /^Pause 291 in all rings/ }).click();
  await small.getByRole('heading', { level: 1, name: /is paused/ }).waitFor();
  await still('4-paused');
  await page.screenshot({ path: join(OUT, 'paused.png') });
  await small
    .getByText(/none for \d+ min|none reported\./)
    .first()
    .waitFor();
  await still('5-proved');
  await page.getByRole('link', { name: /^All about 291/ }).click();
  await page.locator('[role="img"]').first().waitFor();
  await page.screenshot({ path: join(OUT, 'update.png') });
} finally {
  await browser.close();
  drill.kill('SIGTERM');
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
