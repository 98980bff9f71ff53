import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_EXPOSURES_PER_DEVICE } from '#contract/limits.ts';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { isDown, SILENT } from './condition.ts';
import { DownMinutes } from './down-counts.ts';
import { findExposure } from './expose.ts';
import { advance } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { type SignatureCount, signatures } from './read.ts';
import { throughCheckpoint } from './testing/read-back.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
/** One more than a device remembers, so that records are forgotten. */
const UPDATES = Array.from({ length: MAX_EXPOSURES_PER_DEVICE + 1 }, (_, n) => `a/x@${n}`);

const device = fc.constantFrom(...'abcde');
const boot = fc.nat(999_999).map((n) => `b-${n}`);
const crash = fc.record({ code: fc.constantFrom('0x50', '0x7e'), module: fc.constant('csagent.sys') });
const report = fc.oneof(
  fc.record({ device, kind: fc.constant('boot.started'), boot, previous: fc.record({ crash }) }),
  fc.record({ device, kind: fc.constant('boot.started'), boot }),
  fc.record({ device, kind: fc.constant('heartbeat'), boot: fc.constant('b') }),
  fc.record({ device, kind: fc.constant('crash'), code: fc.constantFrom('0x50', '0x7e') }),
  fc.record({ device, kind: fc.constant('shutdown'), intent: fc.constantFrom('off', 'restart') }),
  fc.record({ device, kind: fc.constant('gone') }),
  fc.record({
    device,
    kind: fc.constant('update.installed'),
    update: fc.constantFrom(...UPDATES),
    activation: fc.constant('live'),
  }),
  fc.record({
    device,
    kind: fc.constant('heartbeat'),
    boot: fc.constant('b'),
    labels: fc.record({ ring: fc.constantFrom('Canary', 'Pilot') }),
  }),
) as fc.Arbitrary<Omit<Report, 'at'>>;
const steps = fc.array(
  fc.record({
    afterSec: fc.oneof(fc.nat(90), fc.integer({ min: 90, max: 5_000 })),
    step: fc.oneof({ weight: 12, arbitrary: report }, { weight: 1, arbitrary: fc.constant('restart' as const) }),
  }),
  { maxLength: 60 },
);

/** The same by a walk over all devices. */
function fromScratch(fleet: FleetState, update: string): Omit<SignatureCount, 'firstSeenAt'>[] {
  const found = new Map<string, { devices: number; withUpdate: number }>();
  for (let n = 0; n < fleet.deviceCount; n++) {
    const { condition, crashAt, crashSignature, downSince } = fleet.segmentOf(n);
    if (!isDown(condition[n])) continue;
    const isTold = crashAt[n] !== 0 && crashAt[n] + 3_600 >= downSince[n];
    const key = isTold ? fleet.dictionaries.signature.name(crashSignature[n]) : '';
    const counts = found.get(key) ?? { devices: 0, withUpdate: 0 };
    found.set(key, counts);
    counts.devices++;
    const number = fleet.updates.find(update)?.number;
    if (number !== undefined && findExposure(fleet, n, number) !== -1) counts.withUpdate++;
  }
  return [...found].map(([key, counts]) => {
    const [code, module] = key === '' ? [null, null] : key.split('\n');
    return { code, module: module || null, ...counts };
  });
}

const inOrder = (counts: readonly Omit<SignatureCount, 'firstSeenAt'>[]) =>
  counts.map(({ code, module, devices, withUpdate }) => `${code} ${module} ${devices} ${withUpdate}`).toSorted();

const silentOf = (fleet: FleetState): number[] =>
  Array.from({ length: fleet.deviceCount }, (_, n) => n).flatMap((n) => {
    const { condition, downSince } = fleet.segmentOf(n);
    return condition[n] === SILENT ? [Math.floor(downSince[n] / 60) * 60] : [];
  });

describe('the devices down', () => {
  it('are counted as from scratch, whatever was reported, forgotten, moved, retired or restarted', () => {
    let mostDown = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        let fleet = new FleetState(DEFAULT_RINGS, T0);
        let now = T0;
        for (const { afterSec, step } of taken) {
          now += afterSec;
          advance(fleet, now);
          if (step === 'restart') fleet = throughCheckpoint(fleet);
          else {
            const whole = { ...step, at: now * 1000 } as Report;
            applyReport(fleet, { device: hash64(whole.device), at: now, report: whole });
          }
          for (const update of [UPDATES[0], UPDATES.at(-1) ?? '']) {
            expect(inOrder(signatures(fleet, update))).toEqual(inOrder(fromScratch(fleet, update)));
          }
          const silent = silentOf(fleet);
          mostDown = Math.max(mostDown, silent.length);
          expect(fleet.down.silent.from(T0, 0).devices).toBe(silent.length);
          expect(fleet.down.silent.first()).toBe(silent.length === 0 ? undefined : Math.min(...silent));
        }
      }),
      { numRuns: 60 },
    );
    expect(mostDown).toBeGreaterThan(1);
  });
});

describe('minutes', () => {
  it('say how many went down from one on, and when so many of them had', () => {
    const minutes = new DownMinutes();
    for (const minute of [3, 10, 10, 12, 40]) minutes.add(minute * 60 + 59, 1);
    minutes.add(40 * 60, -1);
    expect(minutes.first()).toBe(180);
    expect(minutes.from(600, 0.05)).toEqual({ devices: 3, reachedAt: 600 });
    expect(minutes.from(600, 0.7)).toEqual({ devices: 3, reachedAt: 720 });
    expect(minutes.from(600, 1)).toEqual({ devices: 3, reachedAt: 720 });
    expect(minutes.from(2_400, 0.05).devices).toBe(0);
  });
});
