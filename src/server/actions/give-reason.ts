/** Why a hold was placed, said after the click. */
import type { Author, HoldReceipt } from '#contract/hold.ts';
import { toHold } from '#domain/holds/holds.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { requireHold } from './require.ts';

/** Records the reason; saying the same twice records it once. @throws Refusal 404 */
export async function giveReason(
  product: Bootwatch,
  update: string,
  hold: string,
  reason: string,
  actor: Author,
): Promise<HoldReceipt> {
  requireHold(product, update, hold);
  const entry = await product.book.write(actor, (state) =>
    state.holds.get(hold)?.reason === reason ? undefined : { kind: 'hold_reason', hold, update, reason },
  );
  product.board.changedByPerson();
  return { hold: toHold(requireHold(product, update, hold), product.world.wallNow()), already: entry === undefined };
}
