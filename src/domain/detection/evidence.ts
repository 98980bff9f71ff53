/**
 * Evidence as a likelihood ratio for every risk ratio of the grid. Accumulators of different blocks add up; inside
 * a block counts must be summed first, because the logarithm is not linear there.
 */
import { GRID_SIZE, LN_PRIORS_ABOVE, LN_RATIOS } from './grid.ts';
import { lnExpit, times } from './log-space.ts';

/** ln-likelihood of every risk ratio of the grid. */
export type Accumulator = Float64Array;

export const emptyAccumulator = (): Accumulator => new Float64Array(GRID_SIZE);

/**
 * Adds a block beside concurrent controls: nT trials of updated devices, xT of them failed; nC and xC the controls
 * due in the same minute. Given the failures, the share that falls on updated devices at ratio theta is
 * pi = nT theta / (nT theta + nC) (MaxSPRT, Kulldorff et al. 2011; Lindon & Malek 2022). Blocks without a failure,
 * or without one of the two sides, say nothing.
 */
export function addConcurrent(to: Accumulator, nT: number, xT: number, nC: number, xC: number): void {
  if (nT <= 0 || nC <= 0 || xT + xC <= 0) return;
  const base = Math.log(nT) - Math.log(nC);
  for (let g = 0; g < GRID_SIZE; g++) {
    const z = base + LN_RATIOS[g];
    // Of the two sides, ln expit(z) and ln expit(-z), one is -softened and the other |z| below it.
    const softened = Math.log1p(Math.exp(-Math.abs(z)));
    to[g] += z >= 0 ? -(xT + xC) * softened - times(xC, z) : -(xT + xC) * softened + times(xT, z);
  }
}

/** Terms e^-40 times the greatest change no digit that is kept. */
const NEGLIGIBLE = 40;
const weighted = emptyAccumulator();

const MEMO_LIMIT = 4096;
const historyTables = new Map<number, { fail: Float64Array; pass: Float64Array }>();

/** ln of failing and of passing at each ratio of the grid over the usual share p0; the ratio is one of odds. */
function historyTable(p0: number): { fail: Float64Array; pass: Float64Array } {
  const known = historyTables.get(p0);
  if (known) return known;
  const logit = Math.log(p0) - Math.log1p(-p0);
  const table = {
    fail: LN_RATIOS.map((ratio) => lnExpit(logit + ratio)),
    pass: LN_RATIOS.map((ratio) => lnExpit(-logit - ratio)),
  };
  if (historyTables.size >= MEMO_LIMIT) historyTables.clear();
  historyTables.set(p0, table);
  return table;
}

/** Adds n trials, x of them failed, beside a failure share that history bounds by p0 (0 < p0 < 1). */
export function addHistory(to: Accumulator, n: number, x: number, p0: number): void {
  if (n > 0) addUp(to, historySays(n, x, p0));
}

/** What n trials, x of them failed, add beside history. Holds until it is asked again. */
export function historySays(n: number, x: number, p0: number): Accumulator {
  const { fail, pass } = historyTable(p0);
  for (let g = 0; g < GRID_SIZE; g++) said[g] = times(x, fail[g]) + times(n - x, pass[g]);
  return said;
}
const said = emptyAccumulator();

export function addUp(to: Accumulator, what: Accumulator): void {
  for (let g = 0; g < GRID_SIZE; g++) to[g] += what[g];
}

/**
 * ln of the evidence against "the risk ratio is at most grid[i0]": the mixture over all greater ratios. At most
 * one harmless rollout in 1/alpha ever sees e^this reach 1/alpha, however often one looks (Ville).
 */
export function lnEvidence(likelihoods: Accumulator, i0: number): number {
  const prior = LN_PRIORS_ABOVE[i0];
  let max = Number.NEGATIVE_INFINITY;
  for (let g = i0 + 1; g < GRID_SIZE; g++) {
    weighted[g] = prior[g] + likelihoods[g];
    if (weighted[g] > max) max = weighted[g];
  }
  let sum = 0;
  for (let g = i0 + 1; g < GRID_SIZE; g++) if (weighted[g] > max - NEGLIGIBLE) sum += Math.exp(weighted[g] - max);
  return max - likelihoods[i0] + Math.log(sum);
}
