import { expect, it } from 'vitest';
import { commonLabels, type Labelled } from './common-labels.ts';

const devices = (size: number, labels: (i: number) => Labelled) => Array.from({ length: size }, (_, i) => labels(i));

it('names what the silent share and the others do not, and who was spared', () => {
  const silent = devices(200, (i) => ({ os: ['windows'], agent: [i % 3 ? '7.11' : '7.15'], region: [`r-${i % 4}`] }));
  const others = devices(200, (i) => {
    const isKiosk = i % 2 === 0;
    return { os: [isKiosk ? 'linux' : 'windows'], agent: isKiosk ? [] : ['7.10'], region: [`r-${i % 4}`] };
  });
  const { common, spared } = commonLabels(silent, others);
  expect(common).toEqual([
    { label: 'agent', values: ['7.11', '7.15'], silent: 200, others: 0 },
    { label: 'os', values: ['windows'], silent: 200, others: 100 },
  ]);
  expect(spared).toEqual([
    { label: 'os', values: ['linux'], silent: 0, others: 100 },
    { label: 'agent', values: ['7.10'], silent: 0, others: 100 },
  ]);
});

it('names an update that only the silent are known to have', () => {
  const silent = devices(50, () => ({ update: ['a/x@1', 'b/y@1'] }));
  const others = devices(50, () => ({ update: ['b/y@1'] }));
  expect(commonLabels(silent, others).common).toEqual([{ label: 'update', values: ['a/x@1'], silent: 50, others: 0 }]);
});

it('never says that an update spared its devices, because the silent cannot tell that they have it', () => {
  const silent = devices(50, () => ({ update: [] }));
  const others = devices(50, () => ({ update: ['a/x@1'] }));
  expect(commonLabels(silent, others).spared).toEqual([]);
});

it('finds nothing where there is nothing', () => {
  const alike = devices(50, (i) => ({ os: [i % 2 ? 'linux' : 'windows'] }));
  expect(commonLabels(alike, alike)).toEqual({ common: [], spared: [] });
});
