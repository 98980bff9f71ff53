/** No rule of axe is broken, in either theme. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseTheme } from './board.ts';
import { expect } from './fixtures.ts';

interface Looked {
  /** A selector; without it the whole page. */
  within?: string;
}

/** What breaks a rule of axe, and where. */
export async function broken(page: Page, { within }: Looked = {}) {
  // What keeps the rules is not described one by one; and there are no frames, whose results a page of its own would join.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target, html })));
}

/** @param state what is on the page, for the message. */
export async function expectAccessible(page: Page, state: string, looked?: Looked): Promise<void> {
  for (const theme of ['Light', 'Dark'] as const) {
    await chooseTheme(page, theme);
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme.toLowerCase());
    expect(await broken(page, looked), `${state}, ${theme.toLowerCase()}`).toEqual([]);
  }
}
