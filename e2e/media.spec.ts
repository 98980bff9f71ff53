/** Paper, a system's own colours, less motion: the same board. */
import type { Page } from '@playwright/test';
import { headline, panel, pauseButton, ringCard } from './board.ts';
import { STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

/** Animations that run by themselves, the endless ones too; not those that follow a scroll bar. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, timeline }) => playState === 'running' && timeline === document.timeline)
      .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : 'something')),
  );

test('on paper the picture says what it is and of when, without what only a screen can do', async ({ page, drill }) => {
  drill(STAGED);
  await page.goto('/?theme=dark');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^Bootwatch, a drill: the fleet as of 19 Jul 2024, \d\d:\d\d:\d\d UTC$/)).toBeVisible();
  await expect(headline(page)).toBeVisible();
  await expect(ringCard(page, 'Canary')).toBeVisible();
  await expect(panel(page, 'Updates rolling out')).toBeVisible();
  await expect(page.getByRole('button', { name: /Pause/ })).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  // Ink on paper, whatever the screen's theme.
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
});

test('with colours of the system states keep an outline, and with less motion nothing moves by itself', async ({
  page,
  drill,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  await expect(pauseButton(page, '291')).toHaveCSS('border-top-style', 'solid');
  await expect(ringCard(page, 'Canary')).toHaveCSS('border-top-style', 'solid');
  await expect(page.getByText('Pause recommended')).toHaveCSS('border-top-style', 'solid');
  await expect.poll(() => moving(page)).toEqual([]);
});

test('with motion the freshness breathes, and that is all', async ({ page, call: _ }) => {
  await page.goto('/updates');
  await expect(headline(page)).toHaveText('Updates');
  expect(await moving(page)).toEqual(['pulse']);
});
