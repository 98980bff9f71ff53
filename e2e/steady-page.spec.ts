/** Nothing jumps: a poll moves nothing, takes no focus and swaps no row under the pointer. */
import type { Page } from '@playwright/test';
import { updateIdToParts } from '#contract/update-address.ts';
import { headline, logLine, panel, pauseButton } from './board.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const DESK = { width: 1440, height: 1000 };
const WALL = { width: 1920, height: 1080 };
const POLLS = 12;
const A_LINE_PX = 24;
/** Digits that come and go and the time axis; 0.1 is what the Web Vitals call good, for a whole visit. */
const STEADY_SCORE = 0.01;
/** On a wall the words at the axis are large, and so is their way; a line that comes or goes moves more. */
const STEADY_WALL_SCORE = 0.02;

/** What a screen is drawn from: the picture of the fleet, or one update. */
const PICTURE = /^\/api\/(snapshot|updates\/[^/]+)$/;

/** Counts the pictures that arrive from now on. */
function countPolls(page: Page): () => number {
  let polls = 0;
  page.on('response', (response) => {
    if (PICTURE.test(new URL(response.url()).pathname)) polls += 1;
  });
  return () => polls;
}

/** Where every panel, card, row, heading and button stands, by what it is called; the last panel may grow downwards. */
const places = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('section, article, tr, h1, h2, button')].map((element, index) => {
        const { x, y, width } = element.getBoundingClientRect();
        const name = element.getAttribute('aria-label') ?? element.textContent?.match(/^[A-Za-z ]{3,20}/)?.[0] ?? '';
        return [`${index} ${element.tagName} ${name}`, [x, y, width].map(Math.round).join(' ')];
      }),
    ),
  );

/** Chromium's own measure of what moved since it was asked to look; drawings that follow the time count as well. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      const moved = list
        .getEntries()
        .reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0);
      Object.assign(window, { shifted: (window as unknown as { shifted: number }).shifted + moved });
    }).observe({ type: 'layout-shift', buffered: false });
  });
  return () => page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}

const chart = (page: Page) => page.getByRole('img', { name: /^Line chart/ }).first();

/** Another screen of the same fleet, at rest. */
async function openBeside(page: Page, path: string, viewport: { width: number; height: number }): Promise<Page> {
  const beside = await page.context().newPage();
  await beside.setViewportSize(viewport);
  await beside.goto(path);
  await expect(chart(beside)).toBeVisible();
  return beside;
}

test('a dozen polls of a failing rollout move nothing on any screen, and focus, rows and scroll stay', async ({
  page,
  drill,
}) => {
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await expect(chart(page)).toBeVisible();
  // The verdict is on the board a moment before its entry is in the log, which makes that panel longer.
  await expect(logLine(page, '291 detected')).toBeVisible();
  const update = await openBeside(page, `/updates/${updateIdToParts(GUILTY)}`, DESK);
  const wall = await openBeside(page, '/?kiosk', WALL);
  const rows = panel(page, 'Updates rolling out').getByRole('row');
  const names = () => rows.getByRole('link').allTextContents();
  const row = rows.filter({ hasText: 'Edge' });
  await row.hover();
  const button = row.getByRole('button', { name: /^Pause/ });
  await button.focus();
  const order = await names();
  const before = await places(page);

  const screens = { live: page, update, wall };
  const watched = await Promise.all(
    Object.entries(screens).map(async ([name, screen]) => ({
      name,
      screen,
      shifted: await watchShifts(screen),
      polls: countPolls(screen),
    })),
  );
  const fewest = () => Math.min(...watched.map(({ polls }) => polls()));
  await expect.poll(fewest, { timeout: 60_000 }).toBeGreaterThanOrEqual(POLLS);
  await expect(button).toBeFocused();
  expect(await names()).toEqual(order);
  expect(await places(page)).toEqual(before);
  for (const { name, screen, shifted } of watched) {
    expect(await shifted(), name).toBeLessThan(screen === wall ? STEADY_WALL_SCORE : STEADY_SCORE);
  }
});

test('coming back from an update, or opening the page anew, finds it where it was left', async ({ page, drill }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  const link = panel(page, 'Updates rolling out').getByRole('link', { name: /^Falcon/ });
  await link.scrollIntoViewIfNeeded();
  const scrolled = () => page.evaluate(() => window.scrollY);
  expect(await scrolled()).toBeGreaterThan(200);
  const place = async () => (await link.boundingBox())?.y ?? 0;
  const left = await place();
  await link.click();
  await expect(panel(page, 'What the verdict rests on')).toBeVisible();
  expect(await scrolled()).toBe(0);
  await page.goBack();
  await expect(headline(page)).toHaveText(/291/);
  // A poll in between may have brought a line more or less above it.
  const isWhereItWas = () => expect.poll(async () => Math.abs((await place()) - left)).toBeLessThan(A_LINE_PX);
  await isWhereItWas();
  await page.reload();
  await isWhereItWas();
});
