/** How many of some more devices fail, from those that have a verdict. */
import { csProportion } from './interval.ts';

/** Half of the error goes to the share not being known, half to chance among the devices still to come. */
const PARTS = 2;
/** Beyond so many standard deviations, and a few more for shares next to 0 or 1, lies nothing that counts. */
const FAR_SD = 8;
const FAR_COUNT = 30;

/**
 * Prediction interval, in devices, for the failures among `more` devices alike the n of which x have failed; an interval
 * for their share alone is too narrow for that. Low end: the binomial quantile at alpha/4 of the lower end of the share's
 * interval at alpha/2; high end: that at 1 - alpha/4 of its upper end. It misses only if the share is outside its interval
 * or the count outside its quantiles, so with at most alpha/2 + alpha/2 (union bound), and however often one looks.
 */
export function predictFailures({ x, n, more, alpha = 0.05 }: { x: number; n: number; more: number; alpha?: number }): {
  lo: number;
  hi: number;
} {
  const { lo, hi } = csProportion({ x, n, alpha: alpha / PARTS });
  const tail = alpha / PARTS / 2;
  return { lo: binomialQuantile(tail, more, lo), hi: binomialQuantile(1 - tail, more, hi) };
}

/** The smallest k with P(X <= k) >= q, for X the failures among n devices that each fail with probability p. */
export function binomialQuantile(q: number, n: number, p: number): number {
  if (p <= 0 || n === 0) return 0;
  if (p >= 1) return n;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const far = Math.ceil(FAR_SD * Math.sqrt(n * p * (1 - p))) + FAR_COUNT;
  const first = Math.max(0, mode - far);
  const weights = weightsAround(mode, { first, last: Math.min(n, mode + far), n, odds: p / (1 - p) });
  const wanted = q * weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const place = weights.findIndex((weight) => {
    sum += weight;
    return sum >= wanted;
  });
  return first + (place === -1 ? weights.length - 1 : place);
}

/** P(X = k) as multiples of that of the mode, for k from `first` to `last`: each follows from its neighbour. */
function weightsAround(
  mode: number,
  { first, last, n, odds }: { first: number; last: number; n: number; odds: number },
): number[] {
  const weights = Array.from({ length: last - first + 1 }, () => 1);
  for (let k = mode + 1; k <= last; k++) weights[k - first] = (weights[k - 1 - first] ?? 0) * ((n - k + 1) / k) * odds;
  for (let k = mode - 1; k >= first; k--)
    weights[k - first] = (weights[k + 1 - first] ?? 0) * ((k + 1) / (n - k) / odds);
  return weights;
}
