/** Local days and nights of the regions. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/**
 * Milliseconds to add to UTC to get the wall clock of an IANA zone at an instant. Scenarios last hours, so one offset
 * serves a whole run.
 * @throws RangeError when the zone does not exist
 */
export function zoneOffsetMs(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** Whole local days since the epoch. */
export function localDay(localMs: number): number {
  return Math.floor(localMs / DAY_MS);
}

/** Local hour of the day, 0 to 23. */
export function localHour(localMs: number): number {
  return Math.floor((localMs - localDay(localMs) * DAY_MS) / HOUR_MS);
}
