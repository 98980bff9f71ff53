import { call } from '#contract/client.ts';
import { liftHold } from '#contract/routes.ts';
import type { Board } from '../app/board.ts';
import { explain, insist } from './insist.ts';
import { dropIntent, putIntent } from './pause-store.ts';

/** Takes the pause back while undo is offered; says so in the intent when the server will not. */
export async function undoPause(board: Board, update: string): Promise<void> {
  const { pauses } = board;
  const intent = pauses.getState().intents[update];
  if (intent?.step !== 'placed' || intent.undo !== 'offered') return;
  putIntent(pauses, { ...intent, undo: 'sending', undoProblem: null });
  try {
    await insist(
      () =>
        call(board.send, liftHold, {
          params: { id: update, hold: intent.hold.id },
          body: { undo: true },
          idempotencyKey: intent.undoKey,
        }),
      board,
    );
    dropIntent(pauses, update);
  } catch (error) {
    putIntent(pauses, { ...intent, undo: 'over', undoProblem: `Undo did not get through. ${explain(error)}` });
  }
}

/** The undo window is over: what is left is to ask for the reason. */
export function endUndo(board: Board, update: string): void {
  const intent = board.pauses.getState().intents[update];
  if (intent?.step === 'placed' && intent.undo === 'offered') putIntent(board.pauses, { ...intent, undo: 'over' });
}
