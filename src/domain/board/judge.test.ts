import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { Detector } from '../detection/detector.ts';
import { HistoryBook } from '../detection/history-book.ts';
import { applyReport } from '../fleet/apply-report.ts';
import { advance } from '../fleet/fleet.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { circumstancesOf, takeClosedBlocks } from '../fleet/trials.ts';
import { judgeUpdates } from './judge.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const INSTALL_AT = 300;
const END = 900;
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;
interface Group {
  readonly devices: number;
  /** Of them not heard of again after the install. */
  readonly dead: number;
  readonly updates: readonly string[];
  /** Seconds after the start, on a full minute; `INSTALL_AT` unless told otherwise. */
  readonly installAt?: number;
}

/** Devices that got these updates, beside 300 that got none, minute by minute through fleet and detector. */
function judgementsOf(groups: readonly Group[]) {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const detector = new Detector(new HistoryBook());
  const devices = [{ devices: 300, dead: 0, updates: [] }, ...groups].flatMap(
    ({ devices: size, dead, ...group }: Group, g) =>
      Array.from({ length: size }, (_, i) => ({ id: `d-${g}-${i}`, dies: i < dead, installAt: INSTALL_AT, ...group })),
  );
  for (let minute = 0; minute * 60 < END; minute++) {
    const apply = (id: string, at: number, fields: Fields<Report>) =>
      applyReport(fleet, { device: hash64(id), at: T0 + at, report: { device: id, at: (T0 + at) * 1000, ...fields } });
    for (const { id, dies, updates, installAt } of devices) {
      if (dies && minute * 60 > installAt) continue;
      apply(id, minute * 60, { kind: 'heartbeat', boot: id, everySec: 60 });
      if (minute * 60 !== installAt) continue;
      for (const update of updates) apply(id, installAt + 1, { kind: 'update.installed', update, activation: 'live' });
    }
    advance(fleet, T0 + (minute + 1) * 60);
    for (const block of takeClosedBlocks(fleet)) {
      detector.take(block, circumstancesOf(fleet));
    }
  }
  const { updates, culprits } = judgeUpdates(fleet, detector);
  const [culprit = { verdict: 'none', who: [] }] = culprits;
  return { culprit, updates: updates.map(({ update, judgement, explainedBy }) => [update.id, judgement, explainedBy]) };
}

describe('judging updates', () => {
  it('lists what nobody suspects from the newest on, however the noise in its evidence turns', () => {
    const { updates } = judgementsOf([
      { devices: 60, dead: 1, updates: ['a/old@1'] },
      { devices: 50, dead: 0, updates: ['b/new@1'], installAt: INSTALL_AT + 60 },
      { devices: 5, dead: 0, updates: ['c/newest@1'], installAt: INSTALL_AT + 120 },
    ]);
    expect(updates).toEqual([
      ['c/newest@1', 'too few', null],
      ['b/new@1', 'ok', null],
      ['a/old@1', 'ok', null],
    ]);
  });

  it('blames the one that silences, and not one that only shares its devices', () => {
    const { updates, culprit } = judgementsOf([
      { devices: 60, dead: 50, updates: ['a/bad@1', 'b/fine@1'] },
      { devices: 200, dead: 0, updates: ['b/fine@1'] },
      { devices: 50, dead: 0, updates: ['c/other@1'] },
      { devices: 5, dead: 0, updates: ['d/new@1'] },
    ]);
    expect(updates).toEqual([
      ['a/bad@1', 'failing', null],
      ['b/fine@1', 'explained', 'a/bad@1'],
      ['c/other@1', 'ok', null],
      ['d/new@1', 'too few', null],
    ]);
    expect(culprit).toEqual({ verdict: 'culprit', who: ['a/bad@1'] });
  });

  it('blames both when each fails without the other', () => {
    const { updates } = judgementsOf([
      { devices: 40, dead: 30, updates: ['a/bad@1'] },
      { devices: 40, dead: 20, updates: ['b/bad@1'] },
    ]);
    expect(updates.map(([, judgement]) => judgement)).toEqual(['failing', 'failing']);
  });

  it('clears neither of two that always came together', () => {
    const { updates, culprit } = judgementsOf([{ devices: 60, dead: 50, updates: ['a/bad@1', 'b/also@1'] }]);
    expect(updates.map(([, judgement]) => judgement)).toEqual(['failing', 'failing']);
    expect(culprit.verdict).toBe('inseparable');
  });

  it('recommends a pause although too few are checked to name a share', () => {
    expect(judgementsOf([{ devices: 6, dead: 6, updates: ['a/x@1'] }]).updates).toEqual([['a/x@1', 'failing', null]]);
  });

  it('acts on nothing below three', () => {
    expect(judgementsOf([{ devices: 12, dead: 2, updates: ['a/x@1'] }]).updates).toEqual([['a/x@1', 'watch', null]]);
  });
});
