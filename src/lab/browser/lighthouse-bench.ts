/** What Lighthouse says of the app as it is served, with a fleet behind it. Nothing leaves this machine. */
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { chromium } from 'playwright';
import { july19Staged } from '#simulator/scenarios/july-19-staged.ts';
import { driveFleet, type Outside } from './driven-fleet.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** The update has reached the second ring and is found to be harmful. */
const FROM_MINUTE = 60;
const DEVICES = 2_000;
const SPEED = 10;
const scenario = { ...july19Staged, minutes: 100_000 };

/** Bars: performance 95, accessibility 100, best practices 100; desktop and mobile. */
export async function benchLighthouse(outside: Outside): Promise<object[]> {
  const fleet = await driveFleet({ outside, scenario, devices: DEVICES, minutes: FROM_MINUTE, speed: SPEED });
  const debugPort = outside.port + 1;
  const args = [...outside.chromium.args, `--remote-debugging-port=${debugPort}`];
  const browser = await chromium.launch({ ...outside.chromium, args });
  try {
    return [await judge('desktop', fleet.server.url, debugPort), await judge('mobile', fleet.server.url, debugPort)];
  } finally {
    await browser.close();
    await fleet.stop();
  }
}

async function judge(preset: 'desktop' | 'mobile', url: string, port: number) {
  const flags = { port, logLevel: 'error', onlyCategories: CATEGORIES } as const;
  const result = await lighthouse(`${url}/`, flags, preset === 'desktop' ? desktop : undefined);
  if (!result) throw new Error('Lighthouse gave no result.');
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const of = (name: string) => Math.round(audits[name]?.numericValue ?? Number.NaN);
  return {
    bench: 'lighthouse',
    preset,
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    firstPaintMs: of('first-contentful-paint'),
    largestPaintMs: of('largest-contentful-paint'),
    blockedMs: of('total-blocking-time'),
    layoutShift: audits['cumulative-layout-shift']?.numericValue ?? null,
    /** What costs points, worst first. */
    failed: CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim()),
  };
}
