/** What other methods say on the same trials, looked at every minute. */
import { lnGamma } from '#domain/detection/ln-gamma.ts';
import { allFailures } from '#domain/detection/site-cap.ts';
import type { ClosedBlock, TrialRow } from '#domain/detection/trial-row.ts';

/** Trials of one update so far, beside all controls so far; silence counts as a failure. */
export interface Counts {
  nT: number;
  xT: number;
  nC: number;
  xC: number;
}

const THRESHOLD = 0.05;
/** Below this many trials a share means nothing even to a threshold. */
const THRESHOLD_TRIALS = 20;
const P = 0.001;
/** Standard deviation of the effects the mixture expects. */
const MIXTURE_SD = 0.01;

export const COMPARATORS = {
  'rate > 5 %': ({ nT, xT }) => nT >= THRESHOLD_TRIALS && xT / nT > THRESHOLD,
  'Fisher p < 0.001': (counts) => counts.xT >= 3 && lnFisher(counts) < Math.log(P),
  'mSPRT 0.001, two intervals': intervalsPart,
} as const satisfies Record<string, (counts: Counts) => boolean>;
export type Comparator = keyof typeof COMPARATORS;
export const COMPARATOR_NAMES = Object.keys(COMPARATORS) as Comparator[];

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);

/** ln of Fisher's exact one-sided p: so many failures or more among the updated, given all failures. */
export function lnFisher({ nT, xT, nC, xC }: Counts): number {
  const failures = xT + xC;
  const all = lnChoose(nT + nC, failures);
  let sum = 0;
  for (let x = xT; x <= Math.min(nT, failures); x++) {
    if (failures - x > nC) continue;
    sum += Math.exp(lnChoose(nT, x) + lnChoose(nC, failures - x) - all);
  }
  return Math.log(Math.min(1, sum));
}

/**
 * Ends of the always valid interval for a share, from a normal mixture of standard deviation MIXTURE_SD (Johari,
 * Pekelis & Walsh, Always valid inference). Half a failure is added, so that a share of 0 has a width.
 */
export function mixtureInterval(n: number, x: number, alpha: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const share = (x + 0.5) / (n + 1);
  const variance = (share * (1 - share)) / n;
  const mixture = MIXTURE_SD * MIXTURE_SD;
  const sum = variance + mixture;
  const half = Math.sqrt(((variance * sum) / mixture) * (2 * Math.log(1 / alpha) + Math.log(sum / variance)));
  return { low: x / n - half, high: x / n + half };
}

/** The whole interval of the updated lies above that of the controls. */
function intervalsPart({ nT, xT, nC, xC }: Counts): boolean {
  return mixtureInterval(nT, xT, P / 2).low > mixtureInterval(nC, xC, P / 2).high;
}

/** The first minute at which each method would have stopped `update`; methods that never would are missing. */
export function firstAlarms(blocks: readonly ClosedBlock[], update: number): Map<Comparator, number> {
  const counts: Counts = { nT: 0, xT: 0, nC: 0, xC: 0 };
  // Controls of the same kind of trial: a device that just restarted is no fair match for an idle one.
  const kinds = new Set(
    blocks.flatMap(({ rows }) => rows.filter((row) => row.changeSet.includes(update)).map(({ kind }) => kind)),
  );
  const first = new Map<Comparator, number>();
  for (const { minute, rows } of blocks) {
    for (const row of rows) if (kinds.has(row.kind)) add(counts, row, update);
    for (const name of COMPARATOR_NAMES) if (!first.has(name) && COMPARATORS[name](counts)) first.set(name, minute);
  }
  return first;
}

function add(counts: Counts, row: TrialRow, update: number): void {
  if (row.changeSet.includes(update)) {
    counts.nT += row.n;
    counts.xT += allFailures(row);
  } else if (row.changeSet.length === 0) {
    counts.nC += row.n;
    counts.xC += allFailures(row);
  }
}
