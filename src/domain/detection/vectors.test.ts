/** The reference vectors, re-computed elsewhere to 50 digits; BOOTWATCH_VECTORS names another file of the same shape. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { baselineUpper, type Tally } from './baseline.ts';
import { type BlastInput, blastRadius } from './blast-radius.ts';
import { attribute, type Suspicion } from './culprit.ts';
import { decide, type Grounds } from './decide.ts';
import { eBH } from './e-bh.ts';
import { type Accumulator, addConcurrent, addHistory, emptyAccumulator, lnEvidence } from './evidence.ts';
import { GRID_SIZE, LOG2_RATIOS, RATIO_CONCURRENT, RATIO_ONE } from './grid.ts';
import { csProportion, csRiskDiff, csRiskRatio } from './interval.ts';
import { lnGamma } from './ln-gamma.ts';
import { type CountBlock, mantelHaenszel } from './mantel-haenszel.ts';
import { lnEvidenceOfNode, lnEvidenceOfUpdate } from './node-evidence.ts';
import { oneIn } from './one-in.ts';
import { lnEvidenceWithRestarts } from './restarts.ts';
import { effectiveFailures } from './site-cap.ts';
import { type Trial, trialVerdict } from './trial-verdict.ts';

type HistoryBlock = readonly [n: number, x: number, p0: number];
interface NodeInput {
  readonly weight: number;
  readonly conc: readonly (readonly CountBlock[])[];
  readonly hist: readonly (readonly HistoryBlock[])[];
  readonly coverage: number;
}

function concurrent(blocks: readonly CountBlock[]): Accumulator {
  const sum = emptyAccumulator();
  for (const block of blocks) addConcurrent(sum, ...block);
  return sum;
}
function history(blocks: readonly HistoryBlock[]): Accumulator {
  const sum = emptyAccumulator();
  for (const block of blocks) addHistory(sum, ...block);
  return sum;
}
const nodeEvidence = ({ conc, hist, coverage }: NodeInput) =>
  lnEvidenceOfNode({ concurrent: conc.map(concurrent), history: hist.map(history), coverage });

// biome-ignore lint/suspicious/noExplicitAny: each vector's input has the shape its function takes
type Input = any;
const FUNCTIONS: Record<string, (input: Input) => unknown> = {
  lnGamma: ({ x }) => lnGamma(x),
  grid: () => ({
    size: GRID_SIZE,
    first: LOG2_RATIOS[0],
    one: RATIO_ONE,
    theta0: RATIO_CONCURRENT,
    last: LOG2_RATIOS.at(-1),
    log2At24: LOG2_RATIOS[24],
    log2At25: LOG2_RATIOS[25],
  }),
  lnE_concurrent: ({ blocks, i0 }) => lnEvidence(concurrent(blocks), i0),
  lnE_history: ({ blocks, i0 }) => lnEvidence(history(blocks), i0),
  lnE_restart: ({ epochs, i0 }) => lnEvidenceWithRestarts(epochs.map(concurrent), i0),
  csProportion: (input: { x: number; n: number; alpha: number }) => csProportion(input),
  csRiskRatio: ({ blocks, alpha }) => csRiskRatio(concurrent(blocks), alpha),
  csRiskDiff: ({ alpha, ...counts }) => csRiskDiff(counts, alpha),
  baselineUpper: ({ levels }: { levels: Tally[] }) => baselineUpper(levels),
  mantelHaenszel: ({ blocks }) => mantelHaenszel(blocks),
  lnE_node: (input: NodeInput) => nodeEvidence(input),
  lnE_version: ({ nodes }: { nodes: NodeInput[] }) =>
    lnEvidenceOfUpdate(nodes.map((node) => ({ weight: node.weight, lnE: nodeEvidence(node) }))),
  eBH: ({ lnEs, q }) => eBH(lnEs, q),
  decide: (input: Grounds) => decide(input),
  blastRadius: (input: BlastInput) => blastRadius(input),
  oneIn: ({ lnEv }) => oneIn(lnEv),
  trialVerdict: ({ trial, now }: { trial: Trial; now: number }) => trialVerdict(trial, now),
  effectiveFailures: ({ calls }) => {
    const seen = new Set<string>();
    return calls.map(({ darkUncleared, ...rest }: Input) =>
      effectiveFailures({ ...rest, darkSites: darkUncleared }, seen),
    );
  },
  attribute: ({ versions }: { versions: Suspicion<string>[] }) => attribute(versions),
};

interface Vector {
  readonly id: string;
  readonly fn: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly relTol: number;
  readonly absTol: number;
  readonly note: string;
}

const file = process.env.BOOTWATCH_VECTORS ?? new URL('detection-vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };

/** Numbers within the vector's tolerance, everything else equal; numbers JSON cannot hold are written as words. */
function expectClose(actual: unknown, expected: unknown, vector: Vector, path: string): void {
  if (typeof actual === 'number' && !Number.isFinite(actual)) {
    expect(String(actual), path).toBe(String(expected));
  } else if (typeof expected === 'number' && typeof actual === 'number') {
    const error = Math.abs(actual - expected);
    expect(error, `${path}: ${actual} for ${expected}`).toBeLessThanOrEqual(
      vector.absTol + vector.relTol * Math.abs(expected),
    );
  } else if (typeof expected === 'object' && expected !== null) {
    expect(typeof actual, path).toBe('object');
    const fields = actual as Record<string, unknown>;
    expect(Object.keys(fields).sort(), path).toEqual(Object.keys(expected).sort());
    for (const [key, value] of Object.entries(expected)) expectClose(fields[key], value, vector, `${path}.${key}`);
  } else expect(actual, path).toBe(expected);
}

describe('reference vectors', () => {
  it('cover every function', () => {
    expect(new Set(vectors.map(({ fn }) => fn))).toEqual(new Set(Object.keys(FUNCTIONS)));
  });
  it.each(vectors)('$id $fn: $note', (vector) => {
    expectClose(FUNCTIONS[vector.fn](vector.input), vector.expected, vector, vector.fn);
  });
});
