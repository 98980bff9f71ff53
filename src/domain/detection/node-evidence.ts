/** Evidence of one part of the fleet, and of an update over all its parts. */
import type { Accumulator } from './evidence.ts';
import { RATIO_CONCURRENT, RATIO_HISTORY_ONLY, RATIO_ONE } from './grid.ts';
import { lnSumExp } from './log-space.ts';
import { lnEvidenceWithRestarts } from './restarts.ts';

/** From this share of trials with concurrent controls on, both comparisons have to agree. */
export const MIN_COVERAGE = 0.5;
const HISTORY_ONLY_PENALTY = Math.log(10);

export interface NodeEvidence {
  readonly weight: number;
  /** By epoch; undefined where nothing was added. */
  readonly concurrent: readonly (Accumulator | undefined)[];
  readonly history: readonly (Accumulator | undefined)[];
  /** Share of the node's updated trials that had concurrent controls. */
  readonly coverage: number;
}

/**
 * ln evidence of a node: the smaller of the two comparisons, so it holds if either is fair. Without concurrent
 * controls history alone, against a wider bound and divided by 10.
 */
export function lnEvidenceOfNode({ concurrent, history, coverage }: Omit<NodeEvidence, 'weight'>): number {
  if (coverage < MIN_COVERAGE) return lnEvidenceWithRestarts(history, RATIO_HISTORY_ONLY) - HISTORY_ONLY_PENALTY;
  return Math.min(lnEvidenceWithRestarts(concurrent, RATIO_CONCURRENT), lnEvidenceWithRestarts(history, RATIO_ONE));
}

/** ln evidence of an update: its nodes by weight, the weight that is not used staying at 1. */
export function lnEvidenceOfUpdate(nodes: readonly { weight: number; lnE: number }[]): number {
  const unused = 1 - nodes.reduce((sum, { weight }) => sum + weight, 0);
  const terms = nodes.map(({ weight, lnE }) => Math.log(weight) + lnE);
  return lnSumExp(unused > 1e-12 ? [...terms, Math.log(unused)] : terms);
}
