/** Charts with and without enough to draw, and the matrix. */
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { EvidencePanel } from '../charts/evidence-panel.tsx';
import { RolloutPanel } from '../charts/rollout-panel.tsx';
import { failing, failingSeries } from '../fixtures/failing.ts';
import { manyRings, manyRingsSeries } from '../fixtures/rings.ts';
import { healthy, healthySeries, paused, pausedSeries, tooFew, tooFewSeries } from '../fixtures/states.ts';
import { calmEvidence, failingPage, healthyPage, risingEvidence, tooFewPage } from '../fixtures/update-pages.ts';
import { MatrixOf, MatrixPanel } from '../matrix/matrix-panel.tsx';
import type { GuideSection } from './guide-state.ts';

/** Nothing is known of ten minutes. */
function withGap({ lines, ...rest }: Series): Series {
  const cut = <T,>(values: readonly T[]) =>
    values.map((value, index) => (index >= values.length - 20 && index < values.length - 10 ? null : value));
  return {
    ...rest,
    lines: lines.map(({ key, of, down, installed }) => ({
      key,
      of: cut(of),
      down: cut(down),
      installed: cut(installed),
    })),
  };
}

export const chartStates: GuideSection = {
  id: 'chart',
  title: 'Charts and annotations',
  room: 'half',
  states: [
    { name: 'Failing', view: <RolloutPanel snapshot={failing} series={failingSeries} /> },
    { name: 'Paused', view: <RolloutPanel snapshot={paused} series={pausedSeries} /> },
    { name: 'Healthy', view: <RolloutPanel snapshot={healthy} series={healthySeries} /> },
    { name: 'Few points', view: <RolloutPanel snapshot={tooFew} series={tooFewSeries} /> },
    { name: 'A gap', view: <RolloutPanel snapshot={failing} series={withGap(failingSeries)} /> },
    {
      name: 'No history',
      view: <RolloutPanel snapshot={{ ...failing, expectedShare: null }} series={failingSeries} />,
    },
    { name: 'Fifteen rings', view: <RolloutPanel snapshot={manyRings(15)} series={manyRingsSeries(15)} /> },
    { name: 'Old data', view: <RolloutPanel snapshot={failing} series={failingSeries} />, stale: true },
    { name: 'Evidence rising', view: <EvidencePanel update={failingPage} series={risingEvidence} /> },
    { name: 'No evidence', view: <EvidencePanel update={healthyPage} series={calmEvidence} /> },
    {
      name: 'Evidence not known yet',
      view: <EvidencePanel update={tooFewPage} series={{ ...calmEvidence, now: [], most: [] }} />,
    },
  ],
};

/** One cell of each kind, named by its row. */
const CELLS: readonly (readonly [string, number, number, number, number])[] = [
  ['Under the threshold', 900, 400, 400, 2],
  ['To 10 %', 900, 400, 400, 24],
  ['To 25 %', 900, 400, 400, 80],
  ['To 50 %', 900, 400, 400, 160],
  ['More', 900, 400, 400, 280],
  ['Too few', 900, 12, 9, 1],
  ['Not started', 900, 0, 0, 0],
  ['None in ring', 0, 0, 0, 0],
];
const cells: Pick<Snapshot, 'matrix' | 'threshold' | 'sectorName' | 'rings'> = {
  threshold: failing.threshold,
  sectorName: 'Cell',
  rings: failing.rings.slice(1, 2),
  matrix: CELLS.map(([sector, targeted, exposed, checked, down]) => ({
    sector,
    cells: [{ ring: 'Pilot', targeted, exposed, checked, down, interval: null }],
  })),
};

export const matrixStates: GuideSection = {
  id: 'matrix',
  title: 'Matrix',
  room: 'half',
  states: [
    { name: 'Every cell', view: <MatrixOf picture={cells} title="Cells" empty="" /> },
    { name: 'Four rings', view: <MatrixPanel snapshot={failing} /> },
    { name: 'Seven rings', view: <MatrixPanel snapshot={manyRings(7)} /> },
    { name: 'Fifteen rings', view: <MatrixPanel snapshot={manyRings(15)} /> },
    { name: 'No sectors', view: <MatrixPanel snapshot={{ ...failing, matrix: [] }} /> },
    { name: 'No update', view: <MatrixPanel snapshot={{ ...failing, matrix: [], focus: null }} /> },
  ],
};
