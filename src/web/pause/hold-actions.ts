/** What can be done to a standing hold: say why, or lift it. Both throw what the server answers. */
import { call } from '#contract/client.ts';
import { giveReason, liftHold } from '#contract/routes.ts';
import type { Board } from '../app/board.ts';
import { insist } from './insist.ts';
import { dropIntent } from './pause-store.ts';

interface Standing {
  update: string;
  hold: string;
  reason: string;
  idempotencyKey: string;
}

async function hurrying<T>(board: Board, action: () => Promise<T>): Promise<T> {
  board.pauses.setState(({ busy }) => ({ busy: busy + 1 }));
  try {
    return await action();
  } finally {
    board.pauses.setState(({ busy }) => ({ busy: busy - 1 }));
  }
}

export const saveReason = (board: Board, { update, hold, reason, idempotencyKey }: Standing) =>
  hurrying(board, () =>
    insist(
      () => call(board.send, giveReason, { params: { id: update, hold }, body: { reason }, idempotencyKey }),
      board,
    ),
  );

export async function lift(board: Board, { update, hold, reason, idempotencyKey }: Standing) {
  const receipt = await hurrying(board, () =>
    insist(() => call(board.send, liftHold, { params: { id: update, hold }, body: { reason }, idempotencyKey }), board),
  );
  dropIntent(board.pauses, update);
  return receipt;
}
