/** May this update go to this ring now? */
import type { GateAnswer } from '#contract/hold.ts';
import { gate, holdOn } from '#domain/holds/holds.ts';
import type { Bootwatch } from '../bootwatch.ts';
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
  const ringIsKnown = fleet.dictionaries.ring.find(ring) !== -1;
  const hold = holdOn(book.state, update, ring);
  if (hold && ringIsKnown && gateAsks.told(hold, ring, clock.now())) board.changed();
  return gate(book.state, update, ring, ringIsKnown && fleet.updates.find(update) !== undefined);
}
