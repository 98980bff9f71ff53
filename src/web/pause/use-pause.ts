import { useStore } from 'zustand';
import { useBoard } from '../app/board.ts';
import { useRefresh } from '../queries/use-refresh.ts';
import type { Intent } from './pause-store.ts';
import { pauseUpdate } from './pause-update.ts';
import { undoPause } from './undo-pause.ts';

export function useIntent(update: string): Intent | undefined {
  return useStore(useBoard().pauses, (state) => state.intents[update]);
}

/** The pause and its undo, each followed by a fresh picture. */
export function usePause() {
  const board = useBoard();
  const refresh = useRefresh();
  return {
    pause: (update: string, label: string) => void pauseUpdate(board, update, label).then(refresh),
    undo: (update: string) => void undoPause(board, update).then(refresh),
  };
}
