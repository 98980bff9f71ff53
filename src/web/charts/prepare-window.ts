/** Which part of a series is drawn. */
import type { Series } from '#contract/series.ts';

/** Index of the first and last point drawn, both included. */
export interface Window {
  first: number;
  last: number;
  /** True when nothing is known before `first`, so the range asked for is longer than the data. */
  cropped: boolean;
}

/** The shortest part that fills a chart: half an hour, and of long steps enough for a line. */
const SHORTEST_MS = 30 * 60_000;
const FEWEST_POINTS = 15;
/** Empty room left of the first known point, as a share of what is known. */
const LEAD_IN = 0.12;

/**
 * The part chosen by the viewer; without one, leaves out the time from before anything was known, so that an hour of
 * data fills the chart.
 */
export function prepareWindow(series: Series, part: string | null): Window {
  const points = Math.max(0, ...series.lines.map((line) => line.of.length));
  return (
    chosenWindow(part, { from: series.from, stepMs: series.stepMs, points }) ??
    windowOf(points, series.stepMs, (index) =>
      series.lines.some((line) => (line.of[index] ?? 0) > 0 || (line.installed[index] ?? 0) > 0),
    )
  );
}

/** The same for any series of that many points. */
export function windowOf(points: number, stepMs: number, known: (index: number) => boolean): Window {
  const last = points - 1;
  const fewest = Math.max(FEWEST_POINTS, SHORTEST_MS / stepMs);
  let first = 0;
  while (first < last && !known(first)) first += 1;
  if (first === last && !known(last)) return { first: Math.max(0, points - fewest), last, cropped: false };
  const lead = Math.ceil((last - first) * LEAD_IN) + 2;
  const start = Math.max(0, Math.min(first - lead, points - fewest));
  return { first: start, last, cropped: start > 0 };
}

/** Fewer points than this make no chart. */
export const FEWEST_CHOSEN = 5;

/** The whole range as a choice: without one, a chart leaves out what was before anything was known. */
const WHOLE = 'all';
const MINUTE_MS = 60_000;

/** The grid of a series: when its first point is, epoch milliseconds, and how far its points are apart. */
interface Grid {
  from: number;
  stepMs: number;
  points: number;
}

/**
 * @param part As the address has it: "all"; "60m", the last hour, which goes on with the time;
 *   "2024-07-19T04:10Z~2024-07-19T04:55Z", which stays where it is.
 * @returns null where nothing is chosen, and where what is chosen has left the range
 */
export function chosenWindow(part: string | null, { from, stepMs, points }: Grid): Window | null {
  if (part === null || points <= FEWEST_CHOSEN) return null;
  const end = points - 1;
  if (part === WHOLE) return { first: 0, last: end, cropped: false };
  const pointAt = (ms: number) => Math.round((ms - from) / stepMs);
  const [begins, ends] = part.split('~').map((text) => Date.parse(text));
  const [wantedFirst, wantedLast] =
    ends === undefined
      ? [end - Math.round((Number.parseInt(part, 10) * MINUTE_MS) / stepMs), end]
      : [pointAt(begins ?? Number.NaN), pointAt(ends)];
  if (!(wantedLast > 0) || Number.isNaN(wantedFirst)) return null;
  const last = Math.min(end, Math.max(FEWEST_CHOSEN, wantedLast));
  const first = Math.max(0, Math.min(last - FEWEST_CHOSEN, wantedFirst));
  return { first, last, cropped: first > 0 };
}

/** The same the other way round. */
export function partOf({ first, last }: Pick<Window, 'first' | 'last'>, { from, stepMs, points }: Grid): string {
  const end = points - 1;
  if (last >= end) return first <= 0 ? WHOLE : `${Math.round(((end - first) * stepMs) / MINUTE_MS)}m`;
  const minute = (index: number) => `${new Date(from + index * stepMs).toISOString().slice(0, 16)}Z`;
  return `${minute(first)}~${minute(last)}`;
}
