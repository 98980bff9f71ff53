/** What the app needs from outside, handed down instead of reached for. */
import { createContext, useContext } from 'react';
import type { Send } from '#contract/client.ts';
import type { PauseStore } from '../pause/pause-store.ts';

export interface Surroundings {
  send: Send;
  /** The viewer's wall clock, epoch ms. */
  clock: () => number;
  /** Ms since the page was opened; never jumps. */
  elapsed: () => number;
  wait: (ms: number) => Promise<void>;
  /** A fresh idempotency key. */
  newKey: () => string;
  /** Where this page came from, for the commands shown on the first run. */
  origin: string;
  /** Opens the page anew. */
  reload: () => void;
}

export interface Board extends Surroundings {
  pauses: PauseStore;
}

export const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('useBoard needs a BoardContext above it.');
  return board;
}
