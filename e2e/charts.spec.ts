/** Charts are read, narrowed and taken away: by pointer, keys and touch. */
import { panel, pauseButton } from './board.ts';
import { STAGED } from './drill.ts';
import { expect, test } from './fixtures.ts';

test('the part in view is chosen with the strip and kept in the address; numbers go out as CSV', async ({
  page,
  context,
  drill,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  drill(STAGED);
  await page.goto('/');
  await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
  const chart = panel(page, 'Down, % of checked');
  await expect(chart.getByRole('img', { name: /^Line chart\. Down/ })).toBeVisible();
  await chart.getByRole('slider', { name: 'The part in view ends' }).focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/\?part=2024-07-19T\d\d%3A\d\dZ%7E2024-07-19T\d\d%3A\d\dZ$/);
  await expect(chart.getByText(/\d now$/)).toHaveCount(0);
  await page.reload();
  await expect(chart.getByRole('button', { name: 'Back to now' })).toBeVisible();
  await chart.getByRole('button', { name: 'Back to now' }).click();
  await expect(page).toHaveURL(/\/$/);

  await chart.getByText('Show as table: down').click();
  // The chart is drawn anew once a minute of the fleet: its minute of the verdict may not be there yet.
  await expect(async () => {
    // Until the pointer leaves it says what it did.
    await chart.getByRole('button', { name: /^(Copy as CSV|Copied).*down$/ }).click();
    const csv = await page.evaluate(() => navigator.clipboard.readText());
    const [head, ...lines] = csv.split('\r\n');
    // A column for each ring that has something to say by now.
    expect(head).toMatch(/^time,"Canary, %"(,"(Pilot|Early|Broad), %")*$/);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(line).toMatch(/^2024-07-19T\d\d:\d\d:00\.000Z(,[\d.]*)+$/);
    expect(lines.some((line) => /Z,[1-9][\d.]*/.test(line))).toBe(true);
  }).toPass({ timeout: 30_000 });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a touch reads the values of a minute, and the pause stays in reach', async ({ page, drill }) => {
    drill(STAGED);
    await page.goto('/');
    await expect(pauseButton(page, '291')).toBeVisible({ timeout: 60_000 });
    const down = panel(page, 'Down, % of checked');
    const chart = down.getByRole('img', { name: /^Line chart\. Down/ });
    await chart.scrollIntoViewIfNeeded();
    await expect(pauseButton(page, '291')).toBeInViewport({ ratio: 1 });
    await chart.tap();
    await expect(down.getByRole('listitem').filter({ hasText: 'Canary' })).toBeVisible();
  });
});
