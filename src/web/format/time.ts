/** Times and durations as people read them. */
export type Zone = 'utc' | 'local';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** How far the zone is ahead of UTC at that time, in ms. */
export const zoneOffset = (zone: Zone, ms: number): number =>
  zone === 'utc' ? 0 : -new Date(ms).getTimezoneOffset() * 60_000;

/** A date whose UTC is what a clock in the zone shows. Not by `Intl`: see `groupDigits`. */
const shown = (ms: number, zone: Zone): Date => new Date(ms + zoneOffset(zone, ms));

/** "04:31". */
export const clock = (ms: number, zone: Zone): string => shown(ms, zone).toISOString().slice(11, 16);

/** "04:31:12". */
export const clockSeconds = (ms: number, zone: Zone): string => shown(ms, zone).toISOString().slice(11, 19);

/** "19 Jul". */
export function day(ms: number, zone: Zone): string {
  const date = shown(ms, zone);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** "19 Jul 2024". */
export const dayAndYear = (ms: number, zone: Zone): string => `${day(ms, zone)} ${shown(ms, zone).getUTCFullYear()}`;

/** The time, with the day in front where it is not the day of `now`. */
export const when = (ms: number, now: number, zone: Zone): string =>
  day(ms, zone) === day(now, zone) ? clock(ms, zone) : `${day(ms, zone)} ${clock(ms, zone)}`;

/** "UTC", or the short name of the viewer's own zone at that time. */
export function zoneName(zone: Zone, ms: number): string {
  if (zone === 'utc') return 'UTC';
  localName ??= new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
  return localName.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? 'local';
}
let localName: Intl.DateTimeFormat | undefined;

/** "47 s", "3 min", "2 h 18 min", "3 d 4 h". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return join(hours, 'h', minutes % 60, 'min');
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
}
const join = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
