/** The share of failures that history makes usual, as a bound. */

/** Where history says too little. */
export const UNKNOWN_SHARE = 0.02;
const MIN_ROOT_TRIALS = 100;
/** Failures' worth of trust in the next coarser level. */
const SHRINKAGE = 3;
const FLOOR = 0.001;
const CAP = 0.5;

export interface Tally {
  readonly n: number;
  readonly x: number;
}

/** Whether the tally of the whole fleet is enough to say what is usual. */
export const isEnough = ({ n }: Tally): boolean => n >= MIN_ROOT_TRIALS;

/**
 * Upper bound of the usual failure share; `levels` from the finest (the leaf) to the whole fleet. Each level is
 * drawn towards the next coarser one (Gamma-Poisson), then a margin of one standard error is added. Between 0.1 %
 * and 50 %; 2 % when even the whole fleet has fewer than 100 trials.
 */
export function baselineUpper(levels: readonly Tally[]): number {
  const root = levels.at(-1);
  if (!root || !isEnough(root)) return UNKNOWN_SHARE;
  let mean = (root.x + 0.5) / (root.n + 1);
  let seen = SHRINKAGE + root.x;
  for (const { n, x } of levels.slice(0, -1).reverse()) {
    if (n === 0) continue;
    mean = (SHRINKAGE + x) / (SHRINKAGE / mean + n);
    seen = SHRINKAGE + x;
  }
  return Math.min(CAP, Math.max(FLOOR, mean * (1 + 1 / Math.sqrt(seen))));
}
