/** What a target made of a pause, in a chip and words: never more than was read back from it. */
import { count, listed } from '../format/number.ts';
import { when, type Zone } from '../format/time.ts';
import type { Chip } from '../rings/ring-chip.ts';
import { type Held, sayHeldSince } from './held-by-ring.ts';

/** Times are of the fleet clock. */
export type TargetResult =
  | { state: 'requested'; at: number }
  /** It says hold to whoever asks, and nobody has asked since. */
  | { state: 'not asked'; held: Held }
  | { state: 'effective'; held: Held }
  /** Effective in some rings, in others it does not stop. */
  | { state: 'in some rings'; held: Held }
  | { state: 'partly'; confirmed: number; of: number }
  | { state: 'refused'; reason: string }
  | { state: 'retrying'; reason: string; attempt: number }
  | { state: 'unknown' };

/** A place where an update can be stopped. */
export interface Target {
  name: string;
  result: TargetResult;
  /** What its answer means, and what it does not say. */
  note: string;
}

export function sayTarget(result: TargetResult, asOf: number, zone: Zone): { chip: Chip; words: string } {
  switch (result.state) {
    case 'requested':
      return {
        chip: { state: 'unknown', icon: 'clock', word: 'Requested' },
        words: `at ${when(result.at, asOf, zone)}, not confirmed yet`,
      };
    case 'not asked':
      return {
        chip: { state: 'unknown', icon: 'clock', word: 'Not confirmed' },
        words: `in force ${sayHeld(result.held, asOf, zone)}`,
      };
    case 'effective':
      return {
        chip: { state: 'ok', icon: 'ok', word: 'Effective' },
        words: sayHeld(result.held, asOf, zone),
      };
    case 'in some rings':
      return {
        chip: { state: 'watch', icon: 'watch', word: 'Partly effective' },
        words: sayHeld(result.held, asOf, zone),
      };
    case 'partly':
      return {
        chip: { state: 'watch', icon: 'watch', word: 'Partly' },
        words: `confirmed by ${count(result.confirmed)} of ${count(result.of)}`,
      };
    case 'refused':
      return { chip: { state: 'bad', icon: 'alarm', word: 'Refused' }, words: result.reason };
    case 'retrying':
      return {
        chip: { state: 'watch', icon: 'watch', word: 'Failed, retrying' },
        words: `${result.reason}; try ${count(result.attempt)}`,
      };
    case 'unknown':
      return { chip: { state: 'unknown', icon: 'unknown', word: 'Unknown' }, words: 'nothing was read back' };
  }
}

/** "since 04:31", "in Early since 04:31, not in Canary". */
function sayHeld(held: Held, asOf: number, zone: Zone): string {
  const since = sayHeldSince(held, (ms) => when(ms, asOf, zone));
  return held.open.length === 0 ? since : `${since}, not in ${listed(held.open)}`;
}
