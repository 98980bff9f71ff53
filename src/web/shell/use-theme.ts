import { useLayoutEffect } from 'react';
import type { Theme } from '../app/view.ts';

/** Puts the theme on the page, with or without a control for it on the screen. */
export function useTheme(theme: Theme): void {
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
