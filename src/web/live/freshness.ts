/** How old the server's last answer is, and when that is too old. */
import type { Instant } from '../queries/snapshot-query.ts';

/** Polls that may be missed before the data looks stale. */
const MISSED_POLLS = 2;
/** What an answer may take on top of the interval. */
const SLACK_MS = 1_000;

/**
 * Ms between two moments. The steady clock may stand still while a laptop sleeps, the wall clock may be
 * set back; the larger of the two never makes data look younger than it is.
 */
export const ageBetween = (then: Instant, now: Instant): number =>
  Math.max(0, now.elapsed - then.elapsed, now.clock - then.clock);

export type Freshness = 'live' | 'late' | 'stale';

/** @param everyMs the interval the board polls at. */
export function freshness(ageMs: number, everyMs: number): Freshness {
  if (ageMs > MISSED_POLLS * everyMs + SLACK_MS) return 'stale';
  return ageMs > everyMs + SLACK_MS ? 'late' : 'live';
}
