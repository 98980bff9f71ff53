/** Which part of a series is drawn. */
import type { Series } from '#contract/series.ts';

/** Index of the first and last point drawn, both included. */
export interface Window {
  first: number;
  last: number;
  /** True when nothing is known before `first`, so the range asked for is longer than the data. */
  cropped: boolean;
}

const FEWEST_POINTS = 30;
/** Empty room left of the first known point, as a share of what is known. */
const LEAD_IN = 0.12;

/** Leaves out the part of the range from before anything was known, so that an hour of data fills the chart. */
export function prepareWindow(series: Series): Window {
  return windowOf(Math.max(0, ...series.lines.map((line) => line.of.length)), (index) =>
    series.lines.some((line) => (line.of[index] ?? 0) > 0 || (line.installed[index] ?? 0) > 0),
  );
}

/** The same for any series of that many points. */
export function windowOf(points: number, known: (index: number) => boolean): Window {
  const last = points - 1;
  let first = 0;
  while (first < last && !known(first)) first += 1;
  if (first === last && !known(last)) return { first: Math.max(0, points - FEWEST_POINTS), last, cropped: false };
  const lead = Math.ceil((last - first) * LEAD_IN) + 2;
  const start = Math.max(0, Math.min(first - lead, points - FEWEST_POINTS));
  return { first: start, last, cropped: start > 0 };
}
