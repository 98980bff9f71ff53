/** Times that somebody told in seconds, for milliseconds. */

const MARGIN_MS = 5 * 365 * 86_400_000;

/** What is wrong with a time; to be said after it. */
export const SECONDS = 'looks like seconds; times are milliseconds since 1970';

/** Whether `at`, had it been in seconds, would be within five years of `now` (epoch milliseconds). */
export const looksLikeSeconds = (at: number, now: number): boolean => Math.abs(at * 1_000 - now) < MARGIN_MS;
