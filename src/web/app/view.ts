/** How the viewer looks at the board. It lives in the address, so that reload, back and share give the same view. */
import type { Zone } from '../format/time.ts';

export const RANGES = ['1h', '3h', '24h'] as const;
export type Range = (typeof RANGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the recent log shows. */
export const LOG_FILTERS = ['all', 'signals', 'decisions', 'notes', 'recovery'] as const;
export type LogFilter = (typeof LOG_FILTERS)[number];

export interface View {
  range: Range;
  tz: Zone;
  theme: Theme;
  /** On a wall, to be read from afar: no controls. */
  kiosk: boolean;
  /** The part of the range that charts show, see `chosenWindow`; null where they choose it themselves. */
  part: string | null;
  log: LogFilter;
}
export const DEFAULT_VIEW: View = { range: '3h', tz: 'utc', theme: 'system', kiosk: false, part: null, log: 'all' };
const MINUTE = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\dZ`;
const PART = new RegExp(String.raw`^(all|\d{1,4}m|${MINUTE}~${MINUTE})$`);

/** `?kiosk`, `?kiosk=1` and `?kiosk=true`. */
const KIOSK: readonly (string | null)[] = ['', '1', 'true'];

/** Reads a view from the query of an address; whatever is not understood is as by default. */
export function readView(query: string): View {
  const search = new URLSearchParams(query);
  const chosen = <T extends string>(name: keyof View, known: readonly T[]) =>
    known.find((value) => value === search.get(name));
  const part = search.get('part');
  return {
    range: chosen('range', RANGES) ?? DEFAULT_VIEW.range,
    tz: chosen('tz', ['local']) ?? DEFAULT_VIEW.tz,
    theme: chosen('theme', THEMES) ?? DEFAULT_VIEW.theme,
    kiosk: KIOSK.includes(search.get('kiosk')),
    part: part !== null && PART.test(part) ? part : null,
    log: chosen('log', LOG_FILTERS) ?? DEFAULT_VIEW.log,
  };
}

/** The address of a place, with a query of its own or none, looked at so. */
export function addressOf(place: string, view: View): string {
  const [path = '', query] = place.split('?');
  return path + writeView(view, query);
}

/**
 * Writes what differs from the default, with its question mark; empty where nothing does. What else `query` holds stays.
 */
export function writeView(view: View, query = ''): string {
  const search = new URLSearchParams(query);
  for (const name of Object.keys(DEFAULT_VIEW) as (keyof View)[]) {
    const value = view[name];
    if (value === DEFAULT_VIEW[name]) search.delete(name);
    else search.set(name, value === true ? '' : String(value));
  }
  // A switch needs no value.
  return search.size === 0 ? '' : `?${search}`.replace(/([?&]kiosk)=(?=&|$)/, '$1');
}
