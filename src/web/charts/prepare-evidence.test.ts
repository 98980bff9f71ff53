import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../fixtures/build.ts';
import { calmEvidence, evidenceSeries, risingEvidence } from '../fixtures/update-pages.ts';
import { prepareEvidence } from './prepare-evidence.ts';

const setting = { zone: 'utc', widthPx: 900, heightPx: 200, events: [], end: 'now', part: null } as const;

describe('the chart of evidence', () => {
  const model = prepareEvidence(risingEvidence, setting);

  test('has three levels on a logarithmic scale, with what they are enough for', () => {
    const calm = prepareEvidence(calmEvidence, setting);
    expect(calm.top).toBe(6);
    expect(calm.levels.map(({ inside }) => inside)).toEqual([
      'Watch 1 in 100',
      'Pause recommended 1 in 1,000',
      'Beyond doubt 1 in 100,000',
    ]);
    [2, 3, 5].map((power, nth) => expect(calm.levels[nth]?.at).toBeCloseTo(power / 6));
  });

  test('ends at a billion, beyond which no number is said', () => {
    expect([model.top, model.yTicks.at(-1)?.text]).toEqual([9, '1 in a billion']);
    expect(Math.max(...model.rows.map(({ most, mostLast }) => Math.max(most ?? 0, mostLast ?? 0)))).toBe(9);
    expect(model.ends).toMatchObject([{ name: 'Now, the most', number: 'under 1 in 1 bn' }]);
  });

  test('writes the numbers of the levels beside the axis where there is little room', () => {
    const narrow = prepareEvidence(risingEvidence, { ...setting, widthPx: 200 });
    expect(narrow.levels.map(({ inside }) => inside)).toEqual(['Watch', 'Pause recommended', 'Beyond doubt']);
    expect(narrow.yTicks.map(({ text }) => text)).toContain('1 in 1,000');
  });

  test('breaks where nothing was recorded, and dots the point still filling', () => {
    const gap = { ...evidenceSeries(22, [1, 2, 3, 4]), stepMs: 60_000 };
    gap.most[177] = null;
    gap.now[177] = null;
    const { rows, lonely, table } = prepareEvidence(gap, setting);
    expect(rows.slice(-4).map(({ most }) => most !== null)).toEqual([true, false, true, false]);
    expect(rows.slice(-4).map(({ mostLast }) => mostLast !== null)).toEqual([false, false, true, true]);
    expect(lonely).toEqual([at(19)]);
    expect(table.at(-3)).toMatchObject({ most: 'no data', now: 'no data', level: 'no data' });
  });

  test('tells now from the most so far, apart', () => {
    const { ends } = prepareEvidence(calmEvidence, setting);
    expect(ends).toMatchObject([
      { line: 'most', name: 'Most so far', number: '1 in 3' },
      { line: 'now', name: 'Now', number: 'none' },
    ]);
    expect((ends[1]?.top ?? 0) - (ends[0]?.top ?? 0)).toBeGreaterThanOrEqual(30);
  });

  test('has words of the levels passed in its table', () => {
    const level = (power: number) => prepareEvidence(evidenceSeries(22, [power]), setting).table.at(-1)?.level;
    expect([0, 1.99, 2, 3, 4.99, 5, 40].map(level)).toEqual([
      'none',
      'none',
      'Watch (1 in 100)',
      'Pause recommended (1 in 1,000)',
      'Pause recommended (1 in 1,000)',
      'Beyond doubt (1 in 100,000)',
      'Beyond doubt (1 in 100,000)',
    ]);
  });

  test('keeps every label within its height, and apart, whatever the evidence', () => {
    const ln = fc.double({ min: -400, max: 400, noNaN: true });
    fc.assert(
      fc.property(ln, ln, (now, more) => {
        const series = evidenceSeries(
          22,
          [Math.max(now, more), now].map((value) => value / Math.LN10),
        );
        const { ends, rows } = prepareEvidence(series, setting);
        for (const { top } of ends) expect(top >= 0 && top <= setting.heightPx).toBe(true);
        const [first, second] = ends.map(({ top }) => top);
        if (first !== undefined && second !== undefined) expect(Math.abs(first - second)).toBeGreaterThanOrEqual(30);
        for (const { most, now: low } of rows) expect((low ?? 0) <= (most ?? 0)).toBe(true);
      }),
    );
  });
});
