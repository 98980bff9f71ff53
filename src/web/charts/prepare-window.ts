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
    chosenWindow(part, points, series.stepMs) ??
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

/** @param part "all", or minutes before the end, "60-15", as the address has it. */
export function chosenWindow(part: string | null, points: number, stepMs: number): Window | null {
  if (part === null || points <= FEWEST_CHOSEN) return null;
  const end = points - 1;
  if (part === WHOLE) return { first: 0, last: end, cropped: false };
  const [from = 0, to = 0] = part.split('-').map((minutes) => end - Math.round((Number(minutes) * 60_000) / stepMs));
  const last = Math.min(end, Math.max(FEWEST_CHOSEN, to));
  const first = Math.max(0, Math.min(last - FEWEST_CHOSEN, from));
  return { first, last, cropped: first > 0 };
}

/** The same the other way round. */
export function partOf({ first, last }: Pick<Window, 'first' | 'last'>, points: number, stepMs: number): string {
  const end = points - 1;
  if (first <= 0 && last >= end) return WHOLE;
  const minutes = (index: number) => Math.round(((end - index) * stepMs) / 60_000);
  return `${minutes(first)}-${minutes(last)}`;
}
