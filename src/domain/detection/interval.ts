/** Intervals that hold however often one looks. */
import { lnGamma } from './ln-gamma.ts';

const BISECTIONS = 200;
const MAX_LOGIT = 45;

const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);
/** ln(1 / (1 + e^-z)), without overflow at either end. */
const lnExpit = (z: number): number => (z >= 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z)));
const expit = (z: number): number => Math.exp(lnExpit(z));
const times = (count: number, ln: number): number => (count === 0 ? 0 : count * ln);

/**
 * Confidence sequence for a share, from x failures of n: all p whose two-sided beta-binomial mixture
 * ln B(x+1/2, n-x+1/2) - ln B(1/2, 1/2) - x ln p - (n-x) ln(1-p) stays below ln(1/alpha).
 * Valid at every look at once (Howard, Ramdas, McAuliffe, Sekhon 2021). n = 0 gives [0, 1].
 */
export function csProportion({ x, n, alpha = 0.05 }: { x: number; n: number; alpha?: number }): {
  lo: number;
  hi: number;
} {
  if (n === 0) return { lo: 0, hi: 1 };
  const evidence = lnBeta(x + 0.5, n - x + 0.5) - lnBeta(0.5, 0.5);
  const limit = Math.log(1 / alpha);
  const isOutside = (logit: number) => evidence - times(x, lnExpit(logit)) - times(n - x, lnExpit(-logit)) >= limit;
  const centre = Math.min(MAX_LOGIT, Math.max(-MAX_LOGIT, Math.log((x + 0.5) / (n - x + 0.5))));
  return {
    lo: x === 0 ? 0 : expit(boundary(isOutside, -MAX_LOGIT, centre)),
    hi: x === n ? 1 : expit(boundary(isOutside, MAX_LOGIT, centre)),
  };
}

/** The logit between `outside` and `inside` at which the test turns, by bisection. */
function boundary(isOutside: (logit: number) => boolean, outside: number, inside: number): number {
  let from = outside;
  let to = inside;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (from + to) / 2;
    if (isOutside(middle)) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
