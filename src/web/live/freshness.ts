/** How old the server's last answer is, and when that is too old. */
/** Polls that may be missed before the data looks stale. */
const MISSED_POLLS = 2;
/** What an answer may take on top of the interval. */
const SLACK_MS = 1_000;

export type Freshness = 'live' | 'late' | 'stale';

/** @param everyMs the interval the board polls at. */
export function freshness(ageMs: number, everyMs: number): Freshness {
  if (ageMs > MISSED_POLLS * everyMs + SLACK_MS) return 'stale';
  return ageMs > everyMs + SLACK_MS ? 'late' : 'live';
}
