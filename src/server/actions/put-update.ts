/** What is known of an update. */
import { MAX_ACTIVE_UPDATES } from '#contract/limits.ts';
import type { UpdateFacts } from '#contract/update.ts';
import type { Bootwatch } from '../bootwatch.ts';
import type { Ingest } from '../ingest.ts';
import { looksLikeSeconds, SECONDS } from '../looks-like-seconds.ts';
import { Refusal } from '../problem.ts';
import { UNWRITABLE } from '../write-group.ts';

/** Replaces the facts of an update. @throws Refusal 400 for a plan in seconds; 409 beyond the limit of active updates. */
export async function putUpdate(
  product: Bootwatch,
  ingest: Ingest,
  update: string,
  facts: UpdateFacts,
): Promise<{ id: string }> {
  const { updates } = product.fleet;
  if (!updates.find(update) && updates.all().length >= MAX_ACTIVE_UPDATES) {
    throw new Refusal('conflict', `${MAX_ACTIVE_UPDATES} updates are tracked already, the most there can be.`);
  }
  for (const [nth, { startsAt }] of (facts.plan ?? []).entries()) {
    const field = `plan[${nth}].startsAt`;
    if (looksLikeSeconds(startsAt, product.clock.now())) {
      throw new Refusal('bad-request', `${field}: ${startsAt} ${SECONDS}`, { field });
    }
  }
  const record = { kind: 'facts', receivedAt: product.stamp(), update, facts } as const;
  const unwritable = await ingest.take({ records: [record], names: [] });
  if (unwritable.length > 0) throw new Refusal('bad-request', `These facts are not taken: ${UNWRITABLE}.`);
  return { id: update };
}
