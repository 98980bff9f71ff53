/** Pause: guard, record, and the gate says hold from that moment on. */
import type { Author, HoldReceipt, PlaceHold } from '#contract/hold.ts';
import type { LogEntry } from '#contract/log.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import { ringNames } from '#domain/fleet/read.ts';
import { equalHold, pauseBlocked, sameRings, toHold } from '#domain/holds/holds.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { Refusal } from '../problem.ts';
import { requireUpdate } from './require.ts';

/**
 * Places a hold. The idempotency key names it, so a retry finds it; a second click of the same kind of author
 * on the same rings keeps the one that stands, and the log says so.
 * @throws Refusal 404 unknown update; 400 unknown ring; 409 when this key was used for something else, or its hold was
 * lifted since.
 */
export async function placeHold(
  product: Bootwatch,
  update: string,
  body: PlaceHold,
  actor: Author,
  key: string,
): Promise<HoldReceipt> {
  const { id } = requireUpdate(product, update);
  const { fleet, book } = product;
  const blocked = pauseBlocked(body.rings, ringNames(fleet));
  if (blocked !== undefined) throw new Refusal('bad-request', blocked, { field: 'rings' });
  const intent = `h-${hashText(hash64(`${id}\n${key}`))}`;
  const reason = body.reason ?? null;
  const entry = await book.write(actor, (state) => {
    if (state.holds.has(intent) || state.kept.has(intent)) return undefined;
    const standing = equalHold(state, id, body.rings, actor);
    if (standing) return { kind: 'hold_kept', hold: standing.id, update: id, intent, rings: body.rings, reason };
    const rings = body.rings === 'all' ? 'all' : [...new Set(body.rings)];
    return { kind: 'hold_placed', hold: intent, update: id, rings, reason };
  });
  const said = book.entries.findLast((each) => isOf(intent, each));
  const record = said && book.state.holds.get(said.hold);
  if (!record) throw new Error('a hold just written is not in the log');
  if (!sameRings(said.rings, body.rings)) throw usedFor('rings');
  if ((said.reason ?? null) !== reason) throw usedFor('reason');
  if (record.liftedAt !== null) {
    throw new Refusal('conflict', 'This hold was lifted since. To pause again, send a new Idempotency-Key.');
  }
  product.board.changedByPerson();
  return { hold: toHold(record, product.world.wallNow()), already: entry?.kind !== 'hold_placed' };
}

const usedFor = (field: 'rings' | 'reason'): Refusal =>
  new Refusal(
    'conflict',
    `This Idempotency-Key was used with another value of "${field}". Send a new one for a new intent.`,
    {
      field,
    },
  );

type Said = Extract<LogEntry, { kind: 'hold_placed' | 'hold_kept' }>;

/** What was said with this click the first time. */
const isOf = (intent: string, entry: LogEntry): entry is Said =>
  (entry.kind === 'hold_placed' && entry.hold === intent) || (entry.kind === 'hold_kept' && entry.intent === intent);
