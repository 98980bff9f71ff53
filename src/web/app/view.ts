/** How the viewer looks at the board. It lives in the address, so that reload, back and share give the same view. */
import { createContext, useContext } from 'react';
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

/** `?kiosk`, `?kiosk=1` and `?kiosk=true`, as the router hands them on. */
const KIOSK: readonly unknown[] = ['', 1, true];

/** The part of a view that differs from the default: what the address shows. */
export type ViewSearch = Partial<View>;

/** Reads a view from search parameters; whatever is not understood is left out. */
export function readSearch(search: Record<string, unknown>): ViewSearch {
  const { range, tz, theme, kiosk, part, log } = search;
  return shorten({
    range: RANGES.find((known) => known === range) ?? DEFAULT_VIEW.range,
    tz: tz === 'local' ? 'local' : 'utc',
    theme: THEMES.find((known) => known === theme) ?? DEFAULT_VIEW.theme,
    kiosk: KIOSK.includes(kiosk),
    part: typeof part === 'string' && PART.test(part) ? part : null,
    log: LOG_FILTERS.find((known) => known === log) ?? DEFAULT_VIEW.log,
  });
}

/** Leaves out what is as by default. */
export function shorten(view: View): ViewSearch {
  return {
    ...(view.range === DEFAULT_VIEW.range ? {} : { range: view.range }),
    ...(view.tz === DEFAULT_VIEW.tz ? {} : { tz: view.tz }),
    ...(view.theme === DEFAULT_VIEW.theme ? {} : { theme: view.theme }),
    ...(view.kiosk ? { kiosk: true } : {}),
    ...(view.part === DEFAULT_VIEW.part ? {} : { part: view.part }),
    ...(view.log === DEFAULT_VIEW.log ? {} : { log: view.log }),
  };
}

/** Search parameters of another screen: how it is looked at goes along, what was filtered stays behind. */
export const keepView = (search: Record<string, unknown>): ViewSearch => readSearch(search);

export interface ViewControl extends View {
  change: (patch: ViewSearch) => void;
}
export const ViewContext = createContext<ViewControl>({ ...DEFAULT_VIEW, change: () => {} });
export const useView = (): ViewControl => useContext(ViewContext);
