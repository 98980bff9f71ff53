/** May this update go to this ring now? */
import type { GateAnswer } from '#contract/hold.ts';
import { gate, holdOn } from '#domain/holds/holds.ts';
import type { Bootwatch } from '../bootwatch.ts';

/** Answers from the holds alone, and remembers that a pipeline was told to wait. */
export function askGate(product: Bootwatch, { update, ring }: { update: string; ring: string }): GateAnswer {
  const { board, book, clock, fleet, gateAsks } = product;
  const ringIsKnown = fleet.dictionaries.ring.find(ring) !== -1;
  const hold = holdOn(book.state, update, ring);
  if (hold && ringIsKnown && gateAsks.told(hold, ring, clock.now())) board.changed();
  return gate(book.state, update, ring, ringIsKnown && fleet.updates.find(update) !== undefined);
}
