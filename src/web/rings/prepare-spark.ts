/** The small line on a ring card: share down of checked over the range, on its own scale. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { SeriesLine } from '#contract/series.ts';
import { toPieces } from '../charts/prepare-strip.ts';
import type { Window } from '../charts/prepare-window.ts';

export interface Spark {
  /** Line pieces in a box 100 wide and 34 high; a gap between two pieces is missing data. */
  pieces: string[];
  /** Top of the scale, as a share. */
  top: number;
  /** Height of the expected band, in the same box. */
  expected: number;
}

const HEIGHT = 34;
const SMALLEST_TOP = 0.02;

/** Null where fewer devices were checked than it takes to judge: a gap, never a zero. */
export function shareLine(line: SeriesLine): (number | null)[] {
  return line.of.map((of, index) => {
    const down = line.down[index];
    return of === null || down === null || down === undefined || of < MIN_CHECKED_TO_JUDGE ? null : down / of;
  });
}

/** @param window the part of the range that is drawn, the same as in the chart. */
export function prepareSpark(
  line: SeriesLine | undefined,
  window: Pick<Window, 'first' | 'last'>,
  expectedShare: number | null,
): Spark | null {
  if (!line) return null;
  const shares = shareLine(line).slice(window.first, window.last + 1);
  const known = shares.filter((share) => share !== null);
  if (known.length < 2) return null;
  const top = Math.max(SMALLEST_TOP, ...known) * 1.05;
  const x = (index: number) => ((index / Math.max(1, shares.length - 1)) * 100).toFixed(1);
  const y = (share: number) => (HEIGHT - (share / top) * HEIGHT).toFixed(1);
  const pieces = toPieces(shares, (share, index) => `${x(index)},${y(share)}`);
  return { pieces, top, expected: Math.min(HEIGHT, ((expectedShare ?? 0) / top) * HEIGHT) };
}
