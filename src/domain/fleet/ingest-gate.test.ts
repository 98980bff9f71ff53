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
) {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const report = (device: string, at: number, fields: Fields<Report>) =>
    applyReport(fleet, { device: hash64(device), at: T0 + at, report: { device, at: (T0 + at) * 1000, ...fields } });
  const closed: string[][] = [];
  for (let minute = 0; minute < 40; minute++) {
    for (let n = 0; n < DEVICES; n++) {
      const region = n % 2 ? 'North' : 'South';
      const isLost = minute >= 20 && region === 'North' && n >= DEVICES * heard;
      if (isLost) continue;
      report(`d-${n}`, minute * 60 + (n % 60), { kind: 'heartbeat', boot: 'b', everySec: 60, labels: { region } });
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
