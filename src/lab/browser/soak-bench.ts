/** A wallboard left alone: whether its memory grows. */
import { type CDPSession, chromium, type Page } from 'playwright';
import { july19Staged } from '#simulator/scenarios/july-19-staged.ts';
import { driveFleet, type Outside } from './driven-fleet.ts';

const SIZE = { width: 1920, height: 1080 };
/** What is reached once (code, caches, a full chart) is no growth. */
const WARM_UP_MS = 120_000;

/** As in the demo; fewer devices, because a board does not see how many there are. */
const SPEED = 60;
const DEVICES = 2_000;
/** The fault is under way, and the fleet outlasts any soak. */
const scenario = { ...july19Staged, minutes: 100_000 };
const FROM_MINUTE = 30;

/** Bar: less than 10 % more after half an hour. Both figures after the garbage is collected. */
export async function benchSoak(outside: Outside, seconds: number): Promise<object> {
  const fleet = await driveFleet({ outside, scenario, devices: DEVICES, minutes: FROM_MINUTE, speed: SPEED });
  const browser = await chromium.launch(outside.chromium);
  try {
    return await soak(await browser.newPage({ viewport: SIZE }), fleet.server.url, seconds);
  } finally {
    await browser.close();
    await fleet.stop();
  }
}

async function soak(page: Page, url: string, seconds: number) {
  const devtools = await page.context().newCDPSession(page);
  let answers = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('/api/snapshot')) answers++;
  });
  await page.goto(`${url}/?kiosk`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(WARM_UP_MS);
  const before = await usedBytes(devtools);
  answers = 0;
  await page.waitForTimeout(seconds * 1000);
  const after = await usedBytes(devtools);
  const elements = await page.evaluate('document.querySelectorAll("*").length');
  return {
    bench: 'wallboard-soak',
    seconds,
    polls: answers,
    heapBeforeKb: Math.round(before / 1000),
    heapAfterKb: Math.round(after / 1000),
    growthPercent: Math.round((after / before - 1) * 1000) / 10,
    elements,
  };
}

async function usedBytes(devtools: CDPSession): Promise<number> {
  // Twice: what finalizers let go is found by the second only.
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}
