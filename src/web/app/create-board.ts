import { createPauseStore } from '../pause/pause-store.ts';
import type { Board, Surroundings } from './board.ts';

/** One board: its surroundings and its own, empty pause store. */
export const createBoard = (surroundings: Surroundings): Board => ({ ...surroundings, pauses: createPauseStore() });
