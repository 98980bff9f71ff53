/** Intervals that hold however often one looks. */
import type { Accumulator } from './evidence.ts';
import { CELL_WIDTHS, GRID_SIZE, LOG2_RATIOS } from './grid.ts';
import { lnGamma } from './ln-gamma.ts';
import { lnExpit, lnSumExp, times } from './log-space.ts';

const BISECTIONS = 200;
const MAX_LOGIT = 45;

const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);
const expit = (z: number): number => Math.exp(lnExpit(z));

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

const LN_PRIOR = CELL_WIDTHS.map((width) => Math.log(width / CELL_WIDTHS.reduce((sum, each) => sum + each, 0)));

/**
 * Confidence sequence for the risk ratio from concurrent blocks: the ratios of the grid that the mixture over the
 * whole grid does not beat by 1/alpha, rounded outward to their neighbours; 0 and Infinity at the ends.
 */
export function csRiskRatio(likelihoods: Accumulator, alpha = 0.05): { lo: number; hi: number } {
  const mixture = lnSumExp(LN_PRIOR.map((prior, g) => prior + likelihoods[g]));
  const limit = Math.log(1 / alpha);
  const kept = Array.from({ length: GRID_SIZE }, (_, g) => g).filter((g) => mixture - likelihoods[g] < limit);
  const first = kept[0] ?? 0;
  const last = kept.at(-1) ?? GRID_SIZE - 1;
  return {
    lo: first === 0 ? 0 : 2 ** LOG2_RATIOS[first - 1],
    hi: last === GRID_SIZE - 1 ? Number.POSITIVE_INFINITY : 2 ** LOG2_RATIOS[last + 1],
  };
}

/** Confidence sequence for the difference of two failure shares, updated minus controls. */
export function csRiskDiff(
  { xT, nT, xC, nC }: { xT: number; nT: number; xC: number; nC: number },
  alpha = 0.05,
): { lo: number; hi: number } {
  const updated = csProportion({ x: xT, n: nT, alpha: alpha / 2 });
  const controls = csProportion({ x: xC, n: nC, alpha: alpha / 2 });
  return { lo: updated.lo - controls.hi, hi: updated.hi - controls.lo };
}
