import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { snapshotQuery } from '../queries/snapshot-query.ts';
import { App } from './app.tsx';
import type { Surroundings } from './board.ts';
import { createBoard } from './create-board.ts';
import { createQueryClient } from './create-query-client.ts';
import { noteFailedStyles } from './failed-styles.ts';
import { keepScroll } from './keep-scroll.ts';
import { loadPartsWhenIdle } from './lazy-part.tsx';
import { LIVE } from './places.ts';

/** The live screen is not drawn without a picture before: most servers answer sooner, and drawing it twice takes longer. */
const FIRST_PICTURE_MS = 300;

// The content security policy forbids building code from text.
z.config({ jitless: true });

/** Draws the app into an element, at the place of the address bar. */
export async function mountApp(root: HTMLElement, surroundings: Surroundings): Promise<void> {
  const board = createBoard(surroundings);
  noteFailedStyles();
  keepScroll();
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
