/** Evidence that starts afresh at every ring and every day, so that weeks of health do not hide a late failure. */
import { type Accumulator, emptyAccumulator, lnEvidence } from './evidence.ts';
import { GRID_SIZE } from './grid.ts';
import { lnSumExp } from './log-space.ts';

const since = emptyAccumulator();

/** ln of the share of the j-th beginning (j from 1); all shares add up to 1. */
export const lnShare = (j: number): number => Math.log(6 / (Math.PI * Math.PI * j * j));

/**
 * ln of the convex combination of the evidence since each epoch's start, epoch j with share 6 / (pi j)^2, the rest
 * of the shares staying at 1 (compare e-detectors; Shin, Ramdas, Rinaldo). Epochs without a block are undefined.
 */
export function lnEvidenceWithRestarts(epochs: readonly (Accumulator | undefined)[], i0: number): number {
  since.fill(0);
  const terms = new Float64Array(epochs.length + 1);
  let spent = 0;
  let standing = 0;
  for (let j = epochs.length; j >= 1; j--) {
    const epoch = epochs[j - 1];
    if (epoch) {
      for (let g = 0; g < GRID_SIZE; g++) since[g] += epoch[g];
      standing = lnEvidence(since, i0);
    }
    terms[j - 1] = lnShare(j) + standing;
    spent += 6 / (Math.PI * Math.PI * j * j);
  }
  terms[epochs.length] = Math.log1p(-spent);
  return lnSumExp(terms);
}
