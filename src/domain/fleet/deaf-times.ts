/** When nobody listened to the devices: the server was away, or the machine slept. */

/** Epoch seconds. */
export interface DeafTime {
  readonly from: number;
  readonly until: number;
}
/** Apart from each other, in order. */
export type DeafTimes = readonly DeafTime[];

/** The oldest are forgotten beyond so many: a device is judged by its last boots, however long ago these were. */
const MOST_KEPT = 64;

/** `due` as it stands after these times: what fell due in one gets a whole silence (seconds) from its end on. */
export function afterDeaf(times: DeafTimes, due: number, silence: number): number {
  const last = times.at(-1);
  // Nearly always.
  if (!last || due >= last.until + silence) return due;
  let moved = due;
  for (const { from, until } of times) if (moved > from && moved < until + silence) moved = until + silence;
  return moved;
}

/** With one more, which may be known already. */
export function withDeaf(times: DeafTimes, added: DeafTime): DeafTimes {
  const joined: DeafTime[] = [];
  for (const { from, until } of [...times, added].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.until) joined[joined.length - 1] = { from: last.from, until: Math.max(last.until, until) };
    else joined.push({ from, until });
  }
  return joined.slice(-MOST_KEPT);
}
