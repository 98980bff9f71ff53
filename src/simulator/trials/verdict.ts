/** What became of a trial, from everything heard until its verdict is taken. Epoch seconds. */
import { GRACE_SEC } from './due.ts';
import { type KnownDevice, VERIFY_SEC } from './known-device.ts';

export type Verdict = 'pass' | 'loop' | 'dark' | 'censored';

const failed = (known: KnownDevice, start: number): Verdict => (known.heardAt > start ? 'loop' : 'dark');

/** When another update became active after `start`, by `due`; `Infinity`: none did. */
function nextActive({ updates }: KnownDevice, start: number, due: number): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...updates.map(({ active }) => active).filter((at) => at > start && at <= due),
  );
}

/** An activation without a start is survived once a heartbeat comes, half a minute later or more. */
export function liveVerdict(known: KnownDevice, start: number, due: number): Verdict {
  // Minutes are what is remembered of heartbeats.
  const from = Math.ceil((start + GRACE_SEC) / 60);
  const wasHeardBefore = (until: number) => known.beatMinutes.some((minute) => minute >= from && minute < until);
  const other = nextActive(known, start, due);
  if (other !== Number.POSITIVE_INFINITY) {
    return wasHeardBefore(Math.floor(other / 60)) ? 'pass' : 'censored';
  }
  if (wasHeardBefore(Math.floor(due / 60) + 1)) return 'pass';
  return known.ends.some(({ at }) => at >= start && at < due) ? 'censored' : failed(known, start);
}

/** A start is good once a boot has completed after it and run for two minutes, in time. */
export function bootVerdict(known: KnownDevice, start: number, due: number): Verdict {
  const off = known.ends.filter(({ at, restart }) => !restart && at > start && at < due).map(({ at }) => at);
  const stopped = Math.min(nextActive(known, start, due), ...off);
  const until = Math.min(due, stopped);
  const isVerified = known.boots.some(
    ({ done, heard }) => done >= start && done + VERIFY_SEC <= until && heard >= done + VERIFY_SEC,
  );
  if (isVerified) return 'pass';
  return stopped === Number.POSITIVE_INFINITY ? failed(known, start) : 'censored';
}

/** Whoever left is back once a heartbeat comes. */
export const returnVerdict = (known: KnownDevice, left: number): Exclude<Verdict, 'censored'> =>
  known.lastBeat > left ? 'pass' : known.heardAt > left ? 'loop' : 'dark';
