/** A wallboard left alone: whether its memory grows. */
import { chromium, type Page } from 'playwright';
import { july19Staged } from '#simulator/scenarios/july-19-staged.ts';
import { driveFleet, type Outside } from './driven-fleet.ts';
import { heapSize } from './heap-size.ts';

const SIZE = { width: 1920, height: 1080 };
/** What is reached once (code, caches, a full chart) is no growth. */
const WARM_UP_MS = 120_000;

/** As in the demo; fewer devices, because a board does not see how many there are. */
const SPEED = 60;
const DEVICES = 2_000;
/** The fault is under way, the chart is as full as it gets, and the fleet outlasts any soak. */
const scenario = { ...july19Staged, minutes: 100_000 };
const FROM_MINUTE = 200;

/** Bar: less than 10 % more after half an hour, without the code that the engine made meanwhile. */
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
  const before = await heapSize(devtools);
  answers = 0;
  await page.waitForTimeout(seconds * 1000);
  const after = await heapSize(devtools);
  const elements = await page.evaluate('document.querySelectorAll("*").length');
  return {
    bench: 'wallboard-soak',
    seconds,
    polls: answers,
    heapBeforeKb: Math.round(before.used / 1000),
    heapAfterKb: Math.round(after.used / 1000),
    growthPercent: growth(before.used, after.used),
    growthWithoutCodePercent: growth(before.withoutCode, after.withoutCode),
    elements,
  };
}

const growth = (before: number, after: number): number => Math.round((after / before - 1) * 1000) / 10;
