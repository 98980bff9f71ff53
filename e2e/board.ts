/** Places on the board, found as people find them: by role and name. */
import type { Locator, Page } from '@playwright/test';

/** The verdict: its sentence is the page's only first heading. */
export const verdict = (page: Page): Locator =>
  page.getByRole('region').filter({ has: page.getByRole('heading', { level: 1 }) });

export const headline = (page: Page): Locator => page.getByRole('heading', { level: 1 });

export const ringCard = (page: Page, ring: string): Locator =>
  page.getByRole('article', { name: `${ring} ring`, exact: true });

/** A panel by its title. */
export const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });

export const logLine = (page: Page, text: string): Locator =>
  panel(page, 'Recent log').getByRole('listitem').filter({ hasText: text });

/** The one primary button, by the short name of the update it pauses. */
export const pauseButton = (page: Page, label: string): Locator =>
  verdict(page).getByRole('button', { name: `Pause ${label} in all rings` });

/** Chooses a theme as the mouse does: on the symbol, which is what can be seen. */
export const chooseTheme = (page: Page, theme: 'System' | 'Light' | 'Dark'): Promise<void> =>
  page.getByRole('group', { name: 'Theme' }).getByTitle(theme).click();
