/** Who is hit, who may be, and who would be. */
import { csProportion } from './interval.ts';

export interface BlastInput {
  /** Down now because of the update. */
  readonly failedNow: number;
  /** Trials with a verdict, and how many failed. */
  readonly nEval: number;
  readonly xEval: number;
  /** Trials without a verdict, devices still to get the update, devices nobody can ask. */
  readonly pending: number;
  readonly scheduled: number;
  readonly unreachable: number;
  /** The usual failure share. */
  readonly pBase: number;
  readonly alpha: number;
}

/** Devices; both ends of the interval are carried through and rounded so that the range is never too narrow. */
export function blastRadius(input: BlastInput) {
  const { failedNow, nEval, xEval, pending, scheduled, unreachable, pBase, alpha } = input;
  const { lo, hi } = csProportion({ x: xEval, n: nEval, alpha });
  return {
    confirmed: failedNow,
    attributable: Math.max(0, Math.round(xEval - nEval * pBase)),
    attributableLo: Math.max(0, Math.ceil(nEval * (lo - pBase))),
    attributableHi: Math.max(0, Math.floor(nEval * (hi - pBase))),
    pendingLo: Math.floor(pending * lo),
    pendingHi: Math.ceil(pending * hi),
    ifContinuedLo: Math.floor(scheduled * lo),
    ifContinuedHi: Math.ceil(scheduled * hi),
    worst: failedNow + pending + unreachable,
    rateLo: lo,
    rateHi: hi,
  };
}
