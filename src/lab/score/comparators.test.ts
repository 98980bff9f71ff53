import { describe, expect, it } from 'vitest';
import type { ClosedBlock, TrialRow } from '#domain/detection/trial-row.ts';
import { firstAlarms, lnFisher, mixtureInterval } from './comparators.ts';

describe('comparators', () => {
  it('takes p exactly', () => {
    // Tea tasting: 3 of 4 right has p = 17/70.
    expect(Math.exp(lnFisher({ nT: 4, xT: 3, nC: 4, xC: 1 }))).toBeCloseTo(17 / 70, 10);
    expect(lnFisher({ nT: 10, xT: 0, nC: 10, xC: 0 })).toBeCloseTo(0, 10);
  });

  it('has an interval that holds the share, is wider than one for a single look, and narrows', () => {
    const { low, high } = mixtureInterval(1_000, 50, 0.05);
    expect([low < 0.05 - 1.96 * 0.0069, high > 0.05 + 1.96 * 0.0069]).toEqual([true, true]);
    const later = mixtureInterval(100_000, 5_000, 0.05);
    expect(later.high - later.low).toBeLessThan((high - low) / 5);
    expect(mixtureInterval(0, 0, 0.05)).toEqual({ low: 0, high: 1 });
    expect(mixtureInterval(50, 0, 0.05).high).toBeGreaterThan(0);
  });

  it('says when each would have fired, and leaves out those that never would', () => {
    const leaf = { kind: 0, ring: 0, sector: 0, build: 0, region: 0, class: 1, loop: 0, darkSites: [] };
    const rows = (failed: number): TrialRow[] => [
      { ...leaf, changeSet: [], n: 100, darkCleared: 0 },
      { ...leaf, changeSet: [4], n: 20, darkCleared: failed },
    ];
    const blocks: ClosedBlock[] = [
      { minute: 1, rows: rows(0) },
      { minute: 2, rows: rows(3) },
      { minute: 3, rows: rows(12) },
    ];
    expect(Object.fromEntries(firstAlarms(blocks, 4))).toMatchObject({ 'rate > 5 %': 2, 'Fisher p < 0.001': 3 });
    expect(firstAlarms(blocks, 5).size).toBe(0);
  });
});
