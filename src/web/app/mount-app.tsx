import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { ageBetween, instant } from '../live/instant.ts';
import type { PictureAnswer } from '../queries/ask-picture.ts';
import { type Picture, readPicture, SNAPSHOT_KEY, snapshotQuery } from '../queries/snapshot-query.ts';
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
/** An app that comes this long after the picture asks for a newer one at once. */
const OLD_PICTURE_MS = 2_000;

// The content security policy forbids building code from text.
z.config({ jitless: true });

/**
 * Draws the app into an element, at the place of the address bar.
 * @param answer the picture of the fleet, asked for before the app was there.
 */
export async function mountApp(
  root: HTMLElement,
  surroundings: Surroundings,
  answer: Promise<PictureAnswer>,
): Promise<void> {
  const board = createBoard(surroundings);
  noteFailedStyles();
  keepScroll();
  loadPartsWhenIdle();
  const queries = createQueryClient();
  const picture = queries.prefetchQuery({ ...snapshotQuery(board, false), queryFn: () => readPicture(answer) });
  if (window.location.pathname === LIVE) await Promise.race([picture, board.wait(FIRST_PICTURE_MS)]);
  createRoot(root).render(
    <StrictMode>
      <App board={board} queries={queries} />
    </StrictMode>,
  );
  const taken = queries.getQueryData<Picture>(SNAPSHOT_KEY);
  if (taken && ageBetween(taken.arrived, instant(board)) > OLD_PICTURE_MS) {
    await queries.invalidateQueries({ queryKey: SNAPSHOT_KEY });
  }
}
