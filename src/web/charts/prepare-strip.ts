/** The whole range in small, below a chart that shows part of it. */
import { when, type Zone } from '../format/time.ts';
import type { Values } from './prepare-chart.ts';
import { partOf, type Window } from './prepare-window.ts';

export const STRIP_HEIGHT = 24;
const WIDTH = 100;

export interface Strip {
  /** Pieces of lines in a box 100 wide and STRIP_HEIGHT high; a gap between two pieces is missing data. */
  lines: { index: number; pieces: string[] }[];
  points: number;
  /** The part in view, in points and as shares of the width. */
  first: number;
  last: number;
  left: number;
  right: number;
  /** Where the range begins. */
  begins: string;
  /** The time of each point, for the handles. */
  timeOf: (point: number) => string;
  /** Points chosen, as the address has them. */
  partOf: (first: number, last: number) => string;
}

interface Setting {
  from: number;
  stepMs: number;
  zone: Zone;
  window: Window;
}

/** Null where there is no second point to stretch from. */
export function prepareStrip(values: readonly Values[], { from, stepMs, zone, window }: Setting): Strip | null {
  const points = Math.max(0, ...values.map(({ shares }) => shares.length));
  if (points < 2) return null;
  const top = Math.max(1e-6, ...values.flatMap(({ shares }) => shares.map((share) => share ?? 0)));
  const x = (point: number) => ((point / (points - 1)) * WIDTH).toFixed(2);
  const y = (share: number) => (STRIP_HEIGHT - 1 - (share / top) * (STRIP_HEIGHT - 3)).toFixed(1);
  const end = from + (points - 1) * stepMs;
  const timeOf = (point: number) => when(from + point * stepMs, end, zone);
  return {
    lines: values.map(({ index, shares }) => ({
      index,
      pieces: toPieces(shares, (share, at) => `${x(at)},${y(share)}`),
    })),
    points,
    first: window.first,
    last: window.last,
    left: window.first / (points - 1),
    right: window.last / (points - 1),
    begins: timeOf(0),
    timeOf,
    partOf: (first, last) => partOf({ first, last }, { from, stepMs, points }),
  };
}

/** Runs of known values as polylines. */
export function toPieces(
  shares: readonly (number | null)[],
  pointOf: (share: number, index: number) => string,
): string[] {
  const pieces: string[][] = [[]];
  shares.forEach((share, index) => {
    if (share !== null) pieces.at(-1)?.push(pointOf(share, index));
    else if (pieces.at(-1)?.length !== 0) pieces.push([]);
  });
  return pieces.filter((piece) => piece.length > 0).map((piece) => piece.join(' '));
}
