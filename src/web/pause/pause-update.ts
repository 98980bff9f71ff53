import { call, ProblemError } from '#contract/client.ts';
import { placeHold } from '#contract/routes.ts';
import type { Board } from '../app/board.ts';
import { instant } from '../live/instant.ts';
import { explain, insist } from './insist.ts';
import { type Intent, putIntent } from './pause-store.ts';

/**
 * Pauses an update in all rings. A second call while the first is on its way, or after it got through, does
 * nothing; after a failure it tries again with the same key, so there is never more than one hold.
 */
export async function pauseUpdate(board: Board, update: string, label: string): Promise<void> {
  const { pauses, send } = board;
  const known = pauses.getState().intents[update];
  if (known && known.step !== 'failed') return;
  const asked = { update, label, key: known?.key ?? board.newKey(), since: instant(board), attempt: 1 };
  const note = (intent: Intent) => putIntent(pauses, intent);
  note({ ...asked, step: 'sending' });
  try {
    const { hold } = await insist(
      () => call(send, placeHold, { params: { id: update }, body: { rings: 'all' }, idempotencyKey: asked.key }),
      { ...board, onAttempt: (attempt) => note({ ...asked, attempt, step: 'sending' }) },
    );
    const undoUntil = board.elapsed() + hold.undoForMs;
    const undo = hold.undoForMs > 0 ? 'offered' : 'over';
    note({ ...asked, step: 'placed', hold, undoUntil, undoKey: board.newKey(), undo, undoProblem: null, seen: false });
  } catch (error) {
    // A refusal is an answer: trying again is a new intent. Without one the first may have got through.
    const key = error instanceof ProblemError ? board.newKey() : asked.key;
    note({ ...asked, key, step: 'failed', why: explain(error), at: board.clock() });
  }
}
