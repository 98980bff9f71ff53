/** Paper, a system's own colours, less motion: the same board. */
import type { Locator, Page } from '@playwright/test';
import { updateIdToParts } from '#contract/update-address.ts';
import { headline, panel, pauseButton, ringCard, verdict } from './board.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const UPDATE = `/updates/${updateIdToParts(GUILTY)}`;

/** How old the server's last answer is. */
const age = (page: Page): Locator => page.getByTitle("Age of the server's last answer");

/** Animations that run by themselves, the endless ones too; not those that follow a scroll bar. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, timeline }) => playState === 'running' && timeline === document.timeline)
      .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : 'something')),
  );

/** The line around something: "1px solid rgb(0, 0, 0)". */
const edge = (place: Locator): Promise<string> =>
  place.evaluate((element) => {
    const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element);
    return `${borderTopWidth} ${borderTopStyle} ${borderTopColor}`;
  });

/** What the system writes in. */
const systemInk = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'));
    probe.style.color = 'CanvasText';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });

test('on paper the picture says what it is and of when, without what only a screen can do', async ({ page, drill }) => {
  drill(STAGED);
  await page.goto('/?theme=dark');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await page.emulateMedia({ media: 'print' });
  const whatAndWhen = page.getByText(/^Bootwatch, a drill: the fleet as of 19 Jul 2024, \d\d:\d\d:\d\d UTC$/);
  await expect(whatAndWhen).toBeVisible();
  await expect(headline(page)).toBeVisible();
  await expect(ringCard(page, 'Canary')).toBeVisible();
  await expect(panel(page, 'Updates rolling out')).toBeVisible();
  await expect(page.getByRole('button', { name: /Pause/ })).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  // As tall as its words: how tall it was on the screen is kept there only.
  await expect(verdict(page)).toHaveCSS('min-height', '0px');
  // Ink on paper, whatever the screen's theme.
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');

  await page.goto(`${UPDATE}?theme=dark`);
  await expect(whatAndWhen).toBeVisible();
  await expect(panel(page, 'Rollout across rings')).toBeVisible();
  await expect(page.getByRole('button', { name: /Pause/ })).toHaveCount(0);
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');

  await page.goto('/?kiosk&theme=dark');
  await expect(headline(page)).toContainText('291');
  await expect(page.getByText(/^Fleet time .* UTC$/)).toBeInViewport({ ratio: 1 });
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
});

test('with colours of the system states keep an outline, and with less motion nothing moves by itself', async ({
  page,
  drill,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  const edges = () =>
    Promise.all([pauseButton(page, '291'), ringCard(page, 'Canary'), page.getByText('Pause recommended')].map(edge));
  const system = `1px solid ${await systemInk(page)}`;
  for (const own of await edges()) expect(own).not.toBe(system);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const forced = `1px solid ${await systemInk(page)}`;
  expect(await edges()).toEqual([forced, forced, forced]);
  await expect.poll(() => moving(page)).toEqual([]);

  await page.goto(UPDATE);
  const grounds = panel(page, 'What the verdict rests on');
  await expect(grounds).toBeVisible();
  expect(await Promise.all([pauseButton(page, '291'), grounds, age(page)].map(edge))).toEqual([forced, forced, forced]);
  await expect(age(page).locator('i')).toHaveCSS('background-color', await systemInk(page));
  await expect.poll(() => moving(page)).toEqual([]);

  await page.goto('/?kiosk');
  await expect(ringCard(page, 'Canary')).toBeVisible();
  expect(await Promise.all([ringCard(page, 'Canary'), age(page)].map(edge))).toEqual([forced, forced]);
  await expect.poll(() => moving(page)).toEqual([]);
});

test('with motion the freshness breathes, and that is all', async ({ page, call: _ }) => {
  await page.goto('/updates');
  await expect(headline(page)).toHaveText('Updates');
  expect(await moving(page)).toEqual(['pulse']);
});
