import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { snapshotQuery } from '../queries/snapshot-query.ts';
import { App } from './app.tsx';
import type { Board } from './board.ts';
import { createQueryClient } from './create-query-client.ts';
import { noteFailedStyles } from './failed-styles.ts';
import { loadPartsWhenIdle } from './lazy-part.tsx';
import { LIVE } from './places.ts';

/** The live screen is not drawn without a picture before: most servers answer sooner, and drawing it twice takes longer. */
const FIRST_PICTURE_MS = 300;

/** Draws the app into an element, at the place of the address bar. */
export async function mountApp(root: HTMLElement, board: Board): Promise<void> {
  noteFailedStyles();
  loadPartsWhenIdle();
  const queries = createQueryClient();
  // On every screen: it is on its way already, and whoever took it later would take it for new.
  const picture = queries.prefetchQuery(snapshotQuery(board, false));
  if (window.location.pathname === LIVE) await Promise.race([picture, board.wait(FIRST_PICTURE_MS)]);
  createRoot(root).render(
    <StrictMode>
      <App board={board} queries={queries} />
    </StrictMode>,
  );
}
