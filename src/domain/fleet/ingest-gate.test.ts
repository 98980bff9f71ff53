import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { advance } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { watchIngest } from './ingest-gate.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const DEVICES = 200;
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

/** North and South; from minute 20 on only `heard` (a share) of North reports. Returns the regions closed by minute. */
function regionsClosed(
  heard: number,
  then: (report: (device: string, at: number, fields: Fields<Report>) => void) => void,
  { everySec = 60, minutes = 40, until = 1_000 } = {},
) {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const report = (device: string, at: number, fields: Fields<Report>) =>
    applyReport(fleet, { device: hash64(device), at: T0 + at, report: { device, at: (T0 + at) * 1000, ...fields } });
  const closed: string[][] = [];
  for (let minute = 0; minute < minutes; minute++) {
    for (let n = 0; n < DEVICES; n++) {
      const region = n % 2 ? 'North' : 'South';
      if ((minute * 60 + n) % everySec >= 60) continue;
      const isLost = minute >= 20 && minute < until && region === 'North' && n >= DEVICES * heard;
      if (isLost) continue;
      report(`d-${n}`, minute * 60 + (n % 60), { kind: 'heartbeat', boot: 'b', everySec, labels: { region } });
    }
    if (minute === 19) then(report);
    advance(fleet, T0 + (minute + 1) * 60);
    watchIngest(fleet);
    closed.push([...fleet.suspensions.open].map((region) => fleet.dictionaries.region.name(region)));
  }
  return closed;
}

describe('the ingest gate', () => {
  it('closes for a region whose controls are no longer heard, and for no other', () => {
    const closed = regionsClosed(0.5, () => {});
    expect(closed[19]).toEqual([]);
    expect(closed[22]).toEqual(['North']);
  });

  it('stays closed as long as they are not heard, and opens when they are', () => {
    const closed = regionsClosed(0, () => {}, { minutes: 70, until: 50 });
    expect(closed.slice(24, 50)).toEqual(Array(26).fill(['North']));
    expect(closed.slice(53)).toEqual(Array(17).fill([]));
  });

  it('opens after an hour, when those that went are no longer expected', () => {
    for (const heard of [0, 0.5]) {
      const closed = regionsClosed(heard, () => {}, { minutes: 120 });
      expect(closed[75]).toEqual(['North']);
      expect(closed.slice(90).flat()).toEqual([]);
    }
  });

  it.each([60, 120, 180, 240, 300, 420, 600, 900])('stays open for devices heard every %i s', (everySec) => {
    expect(regionsClosed(1, () => {}, { everySec, minutes: 80 }).flat()).toEqual([]);
  });

  it('stays open while most are heard', () => {
    expect(regionsClosed(0.85, () => {}).flat()).toEqual([]);
  });

  it('is not closed by devices that got an update, nor by those that said good night', () => {
    const updated = regionsClosed(0, (report) => {
      for (let n = 1; n < DEVICES; n += 2)
        report(`d-${n}`, 1_199, { kind: 'update.installed', update: 'a/x@1', activation: 'live' });
    });
    const asleep = regionsClosed(0, (report) => {
      for (let n = 1; n < DEVICES; n += 2) report(`d-${n}`, 1_199, { kind: 'shutdown', intent: 'sleep' });
    });
    expect([updated.flat(), asleep.flat()]).toEqual([[], []]);
  });
});
