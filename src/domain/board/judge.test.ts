import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from '../fleet/apply-report.ts';
import { advance } from '../fleet/fleet.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { judgeUpdates } from './judge.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

/** Devices that got these updates; `dead` of them are not heard of again. */
function fleetWith(groups: readonly { devices: number; dead: number; updates: readonly string[] }[]): FleetState {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  let n = 0;
  for (const { devices, dead, updates } of groups) {
    for (let i = 0; i < devices; i++, n++) {
      const id = `d-${n}`;
      const apply = (at: number, fields: Fields<Report>) =>
        applyReport(fleet, {
          device: hash64(id),
          at: T0 + at,
          report: { device: id, at: (T0 + at) * 1000, ...fields },
        });
      for (const at of [0, 150]) apply(at, { kind: 'heartbeat', boot: id, everySec: 60 });
      for (const update of updates) apply(160, { kind: 'update.installed', update, activation: 'live' });
      if (i >= dead)
        for (const at of [210, 270, 330, 390, 450]) apply(at, { kind: 'heartbeat', boot: id, everySec: 60 });
    }
  }
  advance(fleet, T0 + 500);
  return fleet;
}

const judgementsOf = (fleet: FleetState) =>
  judgeUpdates(fleet).map(({ update, judgement, explainedBy }) => [update.id, judgement, explainedBy]);

describe('judging updates', () => {
  it('blames the one that silences, and not one that only shares its devices', () => {
    const fleet = fleetWith([
      { devices: 60, dead: 50, updates: ['a/bad@1', 'b/fine@1'] },
      { devices: 900, dead: 0, updates: ['b/fine@1'] },
      { devices: 50, dead: 0, updates: ['c/other@1'] },
      { devices: 5, dead: 0, updates: ['d/new@1'] },
    ]);
    expect(judgementsOf(fleet)).toEqual([
      ['a/bad@1', 'failing', null],
      ['b/fine@1', 'explained', 'a/bad@1'],
      ['c/other@1', 'ok', null],
      ['d/new@1', 'too few', null],
    ]);
  });

  it('blames both when each fails without the other', () => {
    const fleet = fleetWith([
      { devices: 40, dead: 30, updates: ['a/bad@1'] },
      { devices: 40, dead: 20, updates: ['b/bad@1'] },
    ]);
    expect(judgementsOf(fleet).map(([, judgement]) => judgement)).toEqual(['failing', 'failing']);
  });

  it('clears nobody on too few devices of its own, however many share them', () => {
    const fleet = fleetWith([
      { devices: 60, dead: 50, updates: ['a/bad@1', 'b/also@1'] },
      { devices: 9, dead: 9, updates: ['b/also@1'] },
    ]);
    expect(judgementsOf(fleet)).toContainEqual(['b/also@1', 'failing', null]);
  });

  it('says nothing of fewer than three', () => {
    expect(judgementsOf(fleetWith([{ devices: 12, dead: 2, updates: ['a/x@1'] }]))).toEqual([['a/x@1', 'ok', null]]);
  });
});
