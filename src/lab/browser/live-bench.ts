/** The live screen on a slow machine: how soon it is painted, and whether a poll ever makes it stutter or jump. */
import { type Browser, chromium } from 'playwright';
import { median } from '../measure.ts';
import { BUSY_MINUTES, busyDay } from './busy-day.ts';
import { driveFleet, type Outside } from './driven-fleet.ts';
import { openSlowly, pageTime, SLOWDOWN, whatWasSeen } from './watch-page.ts';

const LOADS = 5;
const POLLS = 30;
/** What a load needs until nothing of it is left to do, parts fetched when idle included. */
const SETTLE_MS = 10_000;
const VIEW = '/?range=24h';
/** Something is new at every poll, and the simulation leaves the processor to the browser. */
const SPEED = 30;

/** Bars: painted within 1,200 ms, no task over 50 ms on a poll, nothing moves. */
export async function benchLive(outside: Outside): Promise<object[]> {
  const fleet = await driveFleet({ outside, scenario: busyDay, minutes: BUSY_MINUTES, speed: SPEED });
  const browser = await chromium.launch(outside.chromium);
  try {
    return [await paint(browser, fleet.server.url), await polls(browser, fleet.server.url)];
  } finally {
    await browser.close();
    await fleet.stop();
  }
}

async function openLive(browser: Browser, url: string) {
  const opened = await openSlowly(browser, url + VIEW);
  // Looking for something in the page is work of its own: not before it has settled.
  await opened.page.waitForTimeout(SETTLE_MS);
  await opened.page.locator('[role="img"]').first().waitFor();
  return opened;
}

async function paint(browser: Browser, url: string) {
  const loads: { ms: number; what: string; drawnMs: number }[] = [];
  for (let load = 0; load < LOADS; load++) {
    const { page } = await openLive(browser, url);
    const { lcpMs, lcpWhat, drawnMs } = await whatWasSeen(page);
    loads.push({ ms: Math.round(lcpMs), what: lcpWhat, drawnMs: Math.round(drawnMs) });
    await page.context().close();
  }
  const lcpMs = loads.map(({ ms }) => ms);
  return {
    bench: 'browser-load',
    slowdown: SLOWDOWN,
    lcpMs: median(lcpMs),
    loadsMs: lcpMs,
    painted: loads[0]?.what,
    drawnMs: median(loads.map((load) => load.drawnMs)),
  };
}

async function polls(browser: Browser, url: string) {
  const { page } = await openLive(browser, url);
  const from = await pageTime(page);
  const clocks = new Set<string>();
  let answers = 0;
  while (answers < POLLS) {
    const answer = await page.waitForResponse((response) => response.url().endsWith('/api/snapshot'));
    clocks.add(answer.headers()['bootwatch-as-of'] ?? '');
    answers++;
  }
  const seen = await whatWasSeen(page);
  await page.context().close();
  const long = seen.longTasks.filter(({ at }) => at >= from).map(({ ms }) => Math.round(ms));
  const shifts = seen.shifts.filter(({ at }) => at >= from);
  return {
    bench: 'browser-polls',
    slowdown: SLOWDOWN,
    polls: answers,
    changed: clocks.size,
    longTasks: long.length,
    longestTaskMs: Math.max(0, ...long),
    layoutShift: shifts.reduce((sum, { value }) => sum + value, 0),
    shifted: shifts.toSorted((a, b) => b.value - a.value)[0]?.what ?? '',
  };
}
