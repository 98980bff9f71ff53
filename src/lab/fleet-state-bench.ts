/** The fleet's state alone, at the size of the 2024 outage. */
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { judgeUpdates } from '#domain/board/judge.ts';
import { Detector } from '#domain/detection/detector.ts';
import { HistoryBook } from '#domain/detection/history-book.ts';
import { applyReport } from '#domain/fleet/apply-report.ts';
import { advance } from '#domain/fleet/fleet.ts';
import { FleetState } from '#domain/fleet/fleet-state.ts';
import { hash64 } from '#domain/fleet/hash.ts';
import { totals } from '#domain/fleet/read.ts';
import { median } from './measure.ts';

const START_SEC = Date.UTC(2024, 6, 19, 4) / 1000;
const UPDATES = ['crowdstrike/falcon-content@291', 'microsoft/edge@126', 'microsoft/windows-lcu@KB5040442'] as const;
const SECTORS = ['airlines', 'banking', 'healthcare', 'media', 'retail', 'government'] as const;
const READS = 200;

/** Builds `devices` devices with three exposures each, then measures heartbeats, reads and memory. */
export function benchFleetState(devices: number) {
  const before = process.memoryUsage();
  const fleet = new FleetState(DEFAULT_RINGS, START_SEC);
  const built = buildFleet(fleet, devices);
  const after = process.memoryUsage();
  const beats = 4_000_000;
  const began = performance.now();
  for (let n = 0; n < beats; n++) {
    const i = (n * 7919) % devices;
    const at = START_SEC + 400 + Math.floor(n / 50_000);
    apply(fleet, i, at, { kind: 'heartbeat', boot: `b-${i}`, everySec: 180 });
  }
  const beatSec = (performance.now() - began) / 1000;
  const advanceMs = time(() => advance(fleet, START_SEC + 1_200));
  const reads = Array.from({ length: READS }, () => time(() => totals(fleet)));
  const detector = new Detector(new HistoryBook());
  const judged = Array.from({ length: 20 }, () => time(() => judgeUpdates(fleet, detector)));
  const bytes = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
  return {
    bench: 'fleet-state',
    devices,
    exposuresPerDevice: UPDATES.length,
    mixedReportsPerSec: Math.round(built),
    heartbeatsPerSec: Math.round(beats / beatSec),
    bytesPerDevice: Math.round(bytes / devices),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
    advanceOfEverySilentDeviceMs: Math.round(advanceMs),
    readTotalsUs: Math.round(median(reads) * 1000),
    judgeUpdatesMs: Math.round(median(judged) * 100) / 100,
  };
}

/** Returns reports a second. */
function buildFleet(fleet: FleetState, devices: number): number {
  const began = performance.now();
  let reports = 0;
  for (let i = 0; i < devices; i++) {
    const ring = DEFAULT_RINGS[i % 1000 === 0 ? 0 : i % 100 === 0 ? 1 : i % 10 === 0 ? 2 : 3];
    const boot = `b-${i}`;
    const labels = {
      ring,
      sector: SECTORS[i % SECTORS.length],
      region: 'eu',
      os: 'windows',
      class: 'always-on' as const,
    };
    apply(fleet, i, START_SEC, { kind: 'boot.started', boot, labels });
    apply(fleet, i, START_SEC + 40, { kind: 'boot.completed', boot });
    apply(fleet, i, START_SEC + 200, { kind: 'heartbeat', boot, everySec: 180 });
    for (const update of UPDATES)
      apply(fleet, i, START_SEC + 220, { kind: 'update.installed', update, activation: 'live' });
    reports += 3 + UPDATES.length;
  }
  return reports / ((performance.now() - began) / 1000);
}

type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

function apply(fleet: FleetState, i: number, at: number, fields: Fields<Report>): void {
  const device = hash64(`device-${i}`);
  applyReport(fleet, { device, at, report: { device: '', at: at * 1000, ...fields } });
}

function time(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
