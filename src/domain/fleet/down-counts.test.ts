import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_EXPOSURES_PER_DEVICE } from '#contract/limits.ts';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { isDown, SILENT } from './condition.ts';
import { countDown, DownCounts, DownMinutes } from './down-counts.ts';
import { findExposure } from './expose.ts';
import { advance } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { readDevice, type SignatureCount, signatures } from './read.ts';
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
    lateSec: fc.oneof(fc.constant(0), fc.nat(4_000)),
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

/** All that is counted; `first` and `since` tell the minutes. */
function allOf(down: DownCounts) {
  const { bySignature, withoutCrash, silent } = down;
  const minutes = (counts: DownMinutes) => [counts.first(), ...[0, 0.3, 0.7].map((share) => counts.since(T0, share))];
  const signatures = [...bySignature].map(([key, { devices, withUpdate }]) => [
    key,
    devices,
    [...withUpdate].toSorted(),
  ]);
  const pairs = UPDATES.flatMap((_, a) => UPDATES.map((__, b) => down.withBoth(a, b)));
  return { pairs, signatures: signatures.toSorted(), withoutCrash: minutes(withoutCrash), silent: minutes(silent) };
}

function countedAnew(fleet: FleetState): DownCounts {
  const kept = fleet.down;
  Object.assign(fleet, { down: new DownCounts() });
  const anew = fleet.down;
  for (let n = 0; n < fleet.deviceCount; n++) countDown(fleet, fleet.segmentOf(n), n, 1);
  Object.assign(fleet, { down: kept });
  return anew;
}

describe('the devices down', () => {
  it('are counted as from scratch, whatever was reported, moved, retired or restarted', () => {
    let mostDown = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        let fleet = new FleetState(DEFAULT_RINGS, T0);
        let now = T0;
        for (const { afterSec, lateSec, step } of taken) {
          now += afterSec;
          advance(fleet, now);
          if (step === 'restart') fleet = throughCheckpoint(fleet);
          else {
            const at = Math.max(T0, now - lateSec);
            const whole = { ...step, at: at * 1000 } as Report;
            applyReport(fleet, { device: hash64(whole.device), at, report: whole });
          }
          for (const update of [UPDATES[0], UPDATES.at(-1) ?? '']) {
            expect(inOrder(signatures(fleet, update))).toEqual(inOrder(fromScratch(fleet, update)));
          }
          expect(allOf(fleet.down)).toEqual(allOf(countedAnew(fleet)));
          mostDown = Math.max(mostDown, fleet.down.silent.since(T0, 0).devices);
        }
      }),
      { numRuns: 60 },
    );
    expect(mostDown).toBeGreaterThan(1);
  });

  /** A device that loops and has all but the last of the updates. */
  function loopingWithUpdates() {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const tell = (on: FleetState, at: number, fields: object) => {
      const whole = { device: 'a', at: at * 1000, ...fields } as Report;
      applyReport(on, { device: hash64('a'), at, report: whole });
    };
    for (const n of [0, 1, 2]) tell(fleet, T0 + n, { kind: 'boot.started', boot: `b-${n}` });
    const install = (on: FleetState, n: number, at: number) =>
      tell(on, at, { kind: 'update.installed', update: UPDATES[n], activation: 'live' });
    for (let n = 0; n < MAX_EXPOSURES_PER_DEVICE; n++) install(fleet, n, T0 + 10 + n);
    const withUpdate = (on: FleetState, n: number) => signatures(on, UPDATES[n])[0]?.withUpdate;
    return { fleet, tell, install, withUpdate };
  }
  const LAST = MAX_EXPOSURES_PER_DEVICE;

  it('no longer have the update that was forgotten for a new one', () => {
    const { fleet, install, withUpdate } = loopingWithUpdates();
    expect([withUpdate(fleet, 0), withUpdate(fleet, LAST)]).toEqual([1, 0]);
    install(fleet, LAST, T0 + 100);
    expect([withUpdate(fleet, 0), withUpdate(fleet, LAST)]).toEqual([0, 1]);
  });

  it('have an update once that was forgotten and came again while the state was saved', () => {
    const { fleet, install, withUpdate } = loopingWithUpdates();
    const meanwhile = (on: FleetState) => {
      install(on, LAST, T0 + 100);
      install(on, 0, T0 + 101);
    };
    const restored = throughCheckpoint(fleet, () => meanwhile(fleet));
    meanwhile(restored);
    expect([withUpdate(fleet, 0), withUpdate(restored, 0)]).toEqual([1, 1]);
    expect(allOf(restored.down)).toEqual(allOf(countedAnew(restored)));
  });

  it('are down since then under a new label too, and since earlier when that is told late', () => {
    const { fleet, tell } = loopingWithUpdates();
    const since = () => readDevice(fleet, hash64('a'))?.downSince;
    expect(since()).toBe((T0 + 1) * 1000);
    tell(fleet, T0 + 200, { kind: 'boot.started', boot: 'b-3', labels: { ring: 'Pilot' } });
    expect(since()).toBe((T0 + 1) * 1000);
    tell(fleet, T0 + 210, { kind: 'crash', code: '0x50' });
    tell(fleet, T0 - 60, { kind: 'crash', code: '0x7e' });
    expect(allOf(fleet.down)).toEqual(allOf(countedAnew(fleet)));
    expect(signatures(fleet, undefined)).toMatchObject([{ code: '0x50', firstSeenAt: T0 + 210 }]);
  });

  it('are told by crash, the most first, and equal ones by their time and their name', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const put = (id: string, downSince: number, crash?: { code: string; at: number }) => {
      const n = fleet.deviceFor(hash64(id));
      const { condition, downSince: since, crashAt, crashSignature } = fleet.segmentOf(n);
      [condition[n], since[n]] = [SILENT, downSince];
      if (crash) {
        crashAt[n] = crash.at;
        crashSignature[n] = fleet.dictionaries.signature.code(`${crash.code}\n`);
        fleet.signatureFirstAt.set(crashSignature[n], T0 - 9_000);
      }
      countDown(fleet, fleet.segmentOf(n), n, 1);
    };
    const told = T0 - 3_600;
    put('a', T0, { code: '0x7e', at: told });
    put('b', T0, { code: '0x50', at: told });
    put('c', T0 + 59, { code: '0x50', at: told - 1 + 59 });
    put('d', T0 + 119);
    expect(signatures(fleet, undefined).map(({ code, devices, firstSeenAt }) => [code, devices, firstSeenAt])).toEqual([
      [null, 2, T0],
      ['0x50', 1, T0 - 9_000],
      ['0x7e', 1, T0 - 9_000],
    ]);
  });
});

describe('minutes', () => {
  it('say how many went down from one on, and when so many of them had', () => {
    const minutes = new DownMinutes();
    for (const minute of [40, 3, 10, 10, 12]) minutes.add(minute * 60 + 59, 1);
    minutes.add(40 * 60, -1);
    expect(minutes.first()).toBe(180);
    expect(minutes.since(601, 0.05)).toEqual({ devices: 3, reachedAt: 600 });
    expect(minutes.since(600, 0.7)).toEqual({ devices: 3, reachedAt: 720 });
    expect(minutes.since(600, 1)).toEqual({ devices: 3, reachedAt: 720 });
    expect(minutes.since(2_400, 0.05).devices).toBe(0);
  });
});
