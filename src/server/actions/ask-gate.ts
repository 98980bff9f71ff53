/** May this update go to this ring now? */
import type { GateAnswer } from '#contract/hold.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import { ringNames } from '#domain/fleet/read.ts';
import { gate, holdOn } from '#domain/holds/holds.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { nearName } from '../near-name.ts';
import { Refusal } from '../problem.ts';

const RETRY_AFTER_SEC = 60;

/**
 * Answers from the holds alone, and remembers that a pipeline was told to wait.
 * @throws Refusal 503 while decisions may be missing: a hold that is not seen must not become a "go".
 */
export function askGate(product: Bootwatch, { update, ring }: { update: string; ring: string }): GateAnswer {
  if (product.decisionsMayBeMissing) {
    const detail =
      'Part of the log of decisions is damaged, so a pause may not be known: take this for "hold". Put the damaged parts back from a backup or remove them, then start Bootwatch again.';
    throw new Refusal('log-damaged', detail, { retryAfterSec: RETRY_AFTER_SEC });
  }
  const { board, book, clock, fleet, gateAsks } = product;
  const rings = ringNames(fleet);
  const ringIsKnown = rings.includes(ring);
  const hold = holdOn(book.state, update, ring);
  if (hold && ringIsKnown && gateAsks.told(hold, ring, clock.now())) board.changed();
  const updateIsKnown = fleet.updates.find(update) !== undefined;
  const unknown = [
    ...(updateIsKnown ? [] : [unknownUpdate(fleet, update)]),
    ...(ringIsKnown ? [] : [unknownRing(rings, ring)]),
  ];
  return gate(book.state, update, ring, unknown.length === 0 ? undefined : unknown.join(' '));
}

/** A version that is new here is no slip; a product that is nearly a known one may be. */
function unknownUpdate({ updates }: FleetState, update: string): string {
  const products = new Set(updates.all().map(({ id }) => productOf(id)));
  const product = productOf(update);
  const near = products.has(product) ? undefined : nearName(product, products);
  const meant = near === undefined ? undefined : (updates.find(near + update.slice(product.length))?.id ?? near);
  return `No update ${update} is known here.${meant === undefined ? '' : ` Is ${meant} meant?`}`;
}

const productOf = (id: string): string => id.slice(0, id.lastIndexOf('@'));

function unknownRing(rings: readonly string[], ring: string): string {
  const near = nearName(ring, rings);
  const hint = near === undefined ? `Rings are ${rings.join(', ') || 'none yet'}.` : `Is ${near} meant?`;
  return `No device is in a ring "${ring}". ${hint}`;
}
