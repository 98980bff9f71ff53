/** What the holds mean: who stops what, and what the gate answers. */
import type { Author, GateAnswer, Hold, HoldRings } from '#contract/hold.ts';
import { UNDO_WINDOW_MS } from '#contract/limits.ts';
import type { HoldRecord, LogState } from './log-state.ts';

/** Holds standing on an update, oldest first. */
export function standingHolds(state: LogState, update: string): HoldRecord[] {
  return [...state.holds.values()].filter((hold) => hold.update === update && hold.liftedAt === null);
}

export const coversRing = (hold: HoldRecord, ring: string): boolean =>
  hold.rings === 'all' || hold.rings.includes(ring);

/** The first hold that keeps an update out of a ring. */
export function holdOn(state: LogState, update: string, ring: string): HoldRecord | undefined {
  return standingHolds(state, update).find((hold) => coversRing(hold, ring));
}

/**
 * Whether an update may go to a ring now. Decided from holds alone, which stand on all rings also for a ring that is not
 * known here; `unknown` is what is not, in a sentence, and is said either way.
 */
export function gate(state: LogState, update: string, ring: string, unknown?: string): GateAnswer {
  const hold = holdOn(state, update, ring);
  const known = unknown === undefined;
  if (!hold) return { decision: 'go', known, since: null, reason: unknown ?? null };
  const why = hold.reason ?? `Paused by ${hold.author.name}`;
  return { decision: 'hold', known, since: hold.placedAt, reason: known ? why : `${why}. ${unknown}` };
}

export function sameRings(a: HoldRings, b: HoldRings): boolean {
  if (a === 'all' || b === 'all') return a === b;
  return a.every((ring) => b.includes(ring)) && b.every((ring) => a.includes(ring));
}

/** The hold that already says what this author wants said: a second click changes nothing. */
export function equalHold(state: LogState, update: string, rings: HoldRings, author: Author): HoldRecord | undefined {
  return standingHolds(state, update).find((hold) => hold.author.kind === author.kind && sameRings(hold.rings, rings));
}

/** Milliseconds for which the hold can still be undone; 0 when over. */
export function undoForMs(hold: HoldRecord, wallNow: number): number {
  return Math.max(0, Math.min(UNDO_WINDOW_MS, hold.placedWallAt + UNDO_WINDOW_MS - wallNow));
}

/** A hold as the API shows it. */
export function toHold(hold: HoldRecord, wallNow: number): Hold {
  const { id, update, rings, author, placedAt, reason } = hold;
  return { id, update, rings, author, placedAt, reason, undoForMs: undoForMs(hold, wallNow) };
}

/** Why this update can't be paused in these rings, as a sentence for the person; undefined when it can. */
export function pauseBlocked(rings: HoldRings, knownRings: readonly string[]): string | undefined {
  if (rings === 'all') return undefined;
  const unknown = rings.find((ring) => !knownRings.includes(ring));
  return unknown === undefined
    ? undefined
    : `There is no ring "${unknown}". Known rings: ${knownRings.join(', ') || 'none yet'}.`;
}

/** Why this hold can't be lifted this way; undefined when it can. */
export function liftBlocked(hold: HoldRecord, undo: boolean, wallNow: number): string | undefined {
  return undo && undoForMs(hold, wallNow) === 0
    ? `Undo was possible for ${UNDO_WINDOW_MS / 1000} s after the pause. Lift the hold with a reason instead.`
    : undefined;
}
