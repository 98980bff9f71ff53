import { createBrowserHistory } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import type { Board } from './board.ts';
import { noteFailedStyles } from './failed-styles.ts';
import { loadPartsWhenIdle } from './lazy-part.tsx';

/** Draws the app into an element, with the address bar as its history. */
export function mountApp(root: HTMLElement, board: Board): void {
  noteFailedStyles();
  loadPartsWhenIdle();
  createRoot(root).render(
    <StrictMode>
      <App board={board} history={createBrowserHistory()} />
    </StrictMode>,
  );
}
