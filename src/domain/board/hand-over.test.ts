import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from '../fleet/apply-report.ts';
import { advance } from '../fleet/fleet.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { foundOnReturn } from './hand-over.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const SILENT_FROM = 600;
const BACK_AT = 6_000;
const BAD = 'vendor/content@291';
const OLD = 'vendor/agent@7.11';
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

/** `struck` devices are silent for an hour and a half and then list what they run; 100 others live on. */
function afterOutage(
  struck: number,
  lists: (nth: number) => string[],
  othersList: (nth: number) => string[],
  given?: string,
) {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const apply = (device: string, at: number, fields: Fields<Report>) =>
    applyReport(fleet, { device: hash64(device), at: T0 + at, report: { device, at: (T0 + at) * 1000, ...fields } });
  for (let at = 0; at <= BACK_AT + 600; at += 60) {
    for (let n = 0; n < 100; n++) {
      const updates = at === BACK_AT ? othersList(n) : [OLD];
      apply(`other-${n}`, at, { kind: 'heartbeat', boot: 'a', everySec: 60, updates });
    }
    for (let n = 0; n < struck; n++) {
      if (at < SILENT_FROM) apply(`struck-${n}`, at, { kind: 'heartbeat', boot: 'a', everySec: 60, updates: [OLD] });
      if (at === BACK_AT) apply(`struck-${n}`, at, { kind: 'boot.started', boot: 'b' });
      if (at <= BACK_AT) continue;
      apply(`struck-${n}`, at, { kind: 'heartbeat', boot: 'b', everySec: 60, updates: lists(n) });
    }
    for (let n = 0; given && at === BACK_AT + 300 && n < struck; n++) {
      apply(`struck-${n}`, at, { kind: 'update.installed', update: given, activation: 'live' });
    }
    advance(fleet, T0 + at + 60);
  }
  return foundOnReturn(fleet, T0 + SILENT_FROM);
}

describe('devices that are back', () => {
  it('name what they have and the others have not', () => {
    expect(
      afterOutage(
        30,
        () => [OLD, BAD],
        (n) => (n < 5 ? [BAD] : []),
      ),
    ).toEqual([{ update: BAD, back: 30, withIt: 30 }]);
  });

  it('name nothing that was known before, that others have as often, or that few of them have', () => {
    expect(
      afterOutage(
        30,
        () => [OLD],
        () => [],
      ),
    ).toEqual([]);
    expect(
      afterOutage(
        30,
        () => [BAD],
        () => [BAD],
      ),
    ).toEqual([]);
    expect(
      afterOutage(
        30,
        (n) => (n < 20 ? [BAD] : []),
        () => [],
      ),
    ).toEqual([]);
  });

  it('do not blame what they were given when they were back', () => {
    const lists = () => [OLD];
    expect(afterOutage(30, lists, () => [], 'vendor/repair@1')).toEqual([]);
  });

  it('name nothing while they are few', () => {
    expect(
      afterOutage(
        10,
        () => [BAD],
        () => [],
      ),
    ).toEqual([]);
  });
});
