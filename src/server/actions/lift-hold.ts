/** Resume: with a reason, or undo within its window. */
import type { Author, LiftHold, LiftReceipt } from '#contract/hold.ts';
import { liftBlocked } from '#domain/holds/holds.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { Refusal } from '../problem.ts';
import { requireHold } from './require.ts';

/** Lifts a hold; lifting a lifted hold changes nothing. @throws Refusal 404; 409 when undo comes too late. */
export async function liftHold(
  product: Bootwatch,
  update: string,
  id: string,
  body: LiftHold,
  actor: Author,
): Promise<LiftReceipt> {
  const hold = requireHold(product, update, id);
  const undo = 'undo' in body;
  if (hold.liftedAt === null) {
    const blocked = liftBlocked(hold, undo, product.world.wallNow());
    if (blocked !== undefined) throw new Refusal('conflict', blocked, { field: 'undo' });
  }
  const entry = await product.book.write(actor, (state) =>
    state.holds.get(id)?.liftedAt === null
      ? { kind: 'hold_lifted', hold: id, update, reason: 'reason' in body ? body.reason : null, undo }
      : undefined,
  );
  product.board.changedByPerson();
  return { lifted: entry !== undefined, hold: id };
}
