/** What an action needs to exist. */
import type { TrackedUpdate } from '#domain/fleet/updates.ts';
import type { HoldRecord } from '#domain/holds/log-state.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { Refusal } from '../problem.ts';

/** @throws Refusal 404 */
export function requireUpdate(product: Bootwatch, id: string): TrackedUpdate {
  const update = product.fleet.updates.find(id);
  if (!update)
    throw new Refusal('not-found', `No update ${id} is known here: none was announced and no device reported it.`);
  return update;
}

/** @throws Refusal 404 */
export function requireHold(product: Bootwatch, update: string, id: string): HoldRecord {
  const hold = product.book.state.holds.get(id);
  if (!hold || hold.update !== update) throw new Refusal('not-found', `There is no hold ${id} on ${update}.`);
  return hold;
}
