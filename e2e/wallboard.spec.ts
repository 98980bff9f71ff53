/** A wallboard is touched by nobody: it goes from first run to failing to paused by itself, and breaks no rule of axe. */
import { placeHold } from '#contract/routes.ts';
import { broken } from './accessible.ts';
import { headline } from './board.ts';
import { GUILTY, STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

const WALL = { width: 1920, height: 1080 };

test('the wall follows a drill from first run to paused, in both themes', async ({ page, call, drill }) => {
  await page.setViewportSize(WALL);
  const expectAccessible = async (state: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await broken(page), `${state}, ${colorScheme}`).toEqual([]);
    }
  };
  await page.goto('/?kiosk');
  await expect(headline(page)).toHaveText('No devices yet.');
  await expectAccessible('first run');

  drill(STAGED);
  // Whichever of its two kinds of harm is the larger one by then; not that it is too early to judge.
  await expect(headline(page)).toHaveText(
    /^(Devices stop answering after )?Falcon Sensor content 291( is stopping |\.$)/,
    {
      timeout: 120_000,
    },
  );
  await expect(page.getByText(/^Not paused: [\d,]+ devices without it\.$/)).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Drill' })).toContainText('DRILL');
  await expect(page.getByRole('img', { name: /^Line chart/ })).toBeVisible();
  await expectAccessible('failing');

  await call(placeHold, { params: { id: GUILTY }, body: { rings: 'all' }, idempotencyKey: 'wall' });
  await expect(headline(page)).toHaveText('Falcon Sensor content 291 is paused in all rings.');
  await expect(page.getByText(/^Paused in all rings: /)).toBeVisible();
  await expectAccessible('paused');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(WALL.width);
});
