/** When nobody listened to the devices: the server was away, or the machine slept. */

/** Epoch seconds. */
export interface DeafTime {
  readonly from: number;
  readonly until: number;
}
/** Apart from each other, in order. */
export type DeafTimes = readonly DeafTime[];

/** No silence lasts longer: four heartbeats of 18 hours. Seconds. */
const KEPT_SEC = 4 * 24 * 3600;
/** Beyond it those with the least between them count as one. */
const MOST_KEPT = 16;

/** `due` as it stands after these times: what fell due in one gets a whole silence (seconds) from its end on. */
export function afterDeaf(times: DeafTimes, due: number, silence: number): number {
  let moved = due;
  for (const { from, until } of times) if (moved > from && moved < until + silence) moved = until + silence;
  return moved;
}

/** With one more, which may be known already. */
export function withDeaf(times: DeafTimes, added: DeafTime): DeafTimes {
  const kept = [...times, added].filter(({ until }) => until > added.until - KEPT_SEC);
  const joined: DeafTime[] = [];
  for (const time of kept.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && time.from <= last.until) joined[joined.length - 1] = span(last, time);
    else joined.push(time);
  }
  while (joined.length > MOST_KEPT) {
    const between = joined.slice(1).map(({ from }, nth) => from - joined[nth].until);
    const nearest = between.indexOf(Math.min(...between));
    joined.splice(nearest, 2, span(joined[nearest], joined[nearest + 1]));
  }
  return joined;
}

const span = (a: DeafTime, b: DeafTime): DeafTime => ({ from: a.from, until: Math.max(a.until, b.until) });
