/** Local days and nights of the regions. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Whole local days since the epoch. */
export function localDay(localMs: number): number {
  return Math.floor(localMs / DAY_MS);
}

/** Local hour of the day, 0 to 23. */
export function localHour(localMs: number): number {
  return Math.floor((localMs - localDay(localMs) * DAY_MS) / HOUR_MS);
}
