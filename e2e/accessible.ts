/** No rule of axe is broken, in either theme. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseTheme } from './board.ts';
import { expect } from './fixtures.ts';

/** @param state what is on the page, for the message. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const theme of ['Light', 'Dark'] as const) {
    await chooseTheme(page, theme);
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme.toLowerCase());
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target, html })));
    expect(found, `${state}, ${theme.toLowerCase()}`).toEqual([]);
  }
}
