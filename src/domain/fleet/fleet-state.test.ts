import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { CONDITIONS, DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport, isRepeated } from './apply-report.ts';
import { beginCheckpoint, beginRestore, encodeHeader, endCheckpoint } from './checkpoint.ts';
import { advance, wasDeaf } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { totals } from './read.ts';
import { ABSENT, KEPT_FIELDS, SEGMENT_SIZE } from './segments.ts';
import { arrival, arrivals, RINGS, run, SECTORS, UPDATES } from './testing/device-lives.ts';
import { type OracleDevice, oracleDevice } from './testing/fleet-oracle.ts';
import { throughCheckpoint } from './testing/read-back.ts';
import { T0 } from './testing/tell-fleet.ts';

function expectEqualToOracle(fleet: FleetState, oracle: readonly OracleDevice[]): void {
  const conditions = Object.fromEntries(CONDITIONS.map((c) => [c, oracle.filter((d) => d.condition === c).length]));
  expect(totals(fleet).conditions).toEqual(conditions);
  expect(totals(fleet).recovered).toBe(oracle.filter((d) => d.recovered && d.condition !== 'absent').length);
  for (const [ring, sector, update] of RINGS.flatMap((r) => SECTORS.flatMap((s) => UPDATES.map((u) => [r, s, u])))) {
    const { dictionaries, updates } = fleet;
    const counts = updates
      .find(update)
      ?.counters.cell(dictionaries.ring.find(ring), Math.max(0, dictionaries.sector.find(sector)));
    const here = oracle
      .filter((d) => d.ring === ring && d.sector === sector)
      .flatMap((d) => d.stages.get(update) ?? []);
    const count = (test: (e: { stage: string; outcome: string }) => boolean) => here.filter(test).length;
    if (dictionaries.sector.find(sector) === -1) continue;
    expect(
      counts ?? { waiting: 0, pending: 0, checked: 0, censored: 0, looping: 0, silent: 0, recovered: 0 },
    ).toMatchObject({
      waiting: count((e) => e.stage === 'waiting'),
      pending: count((e) => e.stage === 'pending'),
      checked: count((e) => e.stage === 'checked'),
      censored: count((e) => e.stage === 'censored'),
      looping: count((e) => e.outcome === 'looping'),
      silent: count((e) => e.outcome === 'silent'),
      recovered: count((e) => e.outcome === 'recovered'),
    });
  }
}

const bytesOf = ({ buffer }: { buffer: ArrayBuffer }) => new Uint8Array(buffer);

function perDevice(fleet: FleetState, ids: readonly string[]): (string | number)[] {
  return ids.map((id) => {
    const device = fleet.index.find(hash64(id));
    const condition = device === -1 ? ABSENT : fleet.segments[0].condition[device];
    return condition === ABSENT ? 'absent' : CONDITIONS[condition];
  });
}

describe('fleet state', () => {
  it('equals a brute-force count, whatever came late, twice or out of order', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 1500 }), ({ lives, sent }, wait) => {
        const until = Math.max(...sent.map((s) => Math.ceil(s.arrivesAt / 1000))) + wait;
        const fleet = run(sent, until);
        const oracle = lives.map((reports) => oracleDevice(reports, UPDATES, until));
        expect(
          perDevice(
            fleet,
            lives.map(([first]) => first.device),
          ),
        ).toEqual(oracle.map((d) => d.condition));
        expectEqualToOracle(fleet, oracle);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same, device by device, after a checkpoint taken half way and a replay of the rest', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(100), ({ lives, sent }, percent) => {
        const until = Math.max(...sent.map((s) => Math.ceil(s.arrivesAt / 1000))) + 60;
        const whole = run(sent, until);
        const cut = Math.floor((sent.length * percent) / 100);
        const half = run(sent.slice(0, cut), T0);
        const restored = throughCheckpoint(half);
        for (const { report } of sent.slice(Math.max(0, cut - 5))) applyReport(restored, arrival(report));
        advance(restored, until);
        const ids = lives.map(([first]) => first.device);
        expect(perDevice(restored, ids)).toEqual(perDevice(whole, ids));
        expectEqualToOracle(
          restored,
          lives.map((reports) => oracleDevice(reports, UPDATES, until)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is cut where it began: a channel, a device and a forgotten exposure that come after are left to the replay', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const beat: Report = { device: 'd', at: T0 * 1000, kind: 'heartbeat', boot: 'b' };
    const install = (n: number): Report => ({
      device: 'd',
      at: (T0 + n) * 1000,
      kind: 'update.installed',
      update: `a/x@${n}`,
      activation: 'live',
    });
    applyReport(fleet, arrival(beat));
    for (let n = 1; n <= 8; n++) applyReport(fleet, arrival(install(n)));
    const later = (state: FleetState) => {
      applyInventory(
        state,
        hash64('new'),
        { device: 'new', labels: { ring: 'Pilot' }, rings: { intune: 'Canary' } },
        T0,
      );
      applyReport(state, arrival(install(9)));
    };
    const restored = throughCheckpoint(fleet, () => later(fleet));
    later(restored);
    for (const state of [fleet, restored]) {
      advance(state, T0 + 20_000);
      expect(state.updates.all().map(({ counters }) => counters.total().checked)).toEqual(new Array(9).fill(1));
      expect(totals(state).devices).toBe(2);
    }
  });

  it('comes back from a checkpoint with its labels, its rings and the times in which nobody listened', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const labels = { ring: 'Canary', rack: '7' };
    for (const device of ['a', 'b'])
      applyInventory(fleet, hash64(device), { device, labels, rings: { intune: 'Pilot' } }, T0);
    applyReport(fleet, arrival({ device: 'a', at: T0 * 1000, kind: 'heartbeat', boot: 'b' }));
    applyReport(fleet, arrival({ device: 'a', at: T0 * 1000, kind: 'update.installed', update: UPDATES[0] } as Report));
    wasDeaf(fleet, T0 + 60, T0 + 90);
    const restored = throughCheckpoint(fleet);
    expect(restored.deaf).toEqual(fleet.deaf);
    expect(perDevice(restored, ['a', 'b'])).toEqual(perDevice(fleet, ['a', 'b']));
    expect(restored.updates.all().map(({ counters }) => counters.total())).toEqual(
      fleet.updates.all().map(({ counters }) => counters.total()),
    );
    expect(restored.ringOverride(1, restored.dictionaries.channel.find('intune'))).toBe(fleet.ringOverride(1, 1));
    expect(restored.segments[0].ring).toEqual(fleet.segments[0].ring);
    expect(restored.segments[0].extraHash).toEqual(fleet.segments[0].extraHash);
    expect(restored.inventory.devices).toBe(2);
  });

  it('does not come back from a checkpoint of another version, whose meaning is not known', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const cut = beginCheckpoint(fleet);
    const header = encodeHeader(fleet, cut);
    endCheckpoint(fleet);
    expect(beginRestore(header, DEFAULT_RINGS)).toBeDefined();
    expect(beginRestore(header.replace(/"version":\d+/, '"version":6'), DEFAULT_RINGS)).toBeUndefined();
  });

  it('comes back part by part, though each is written over the one before', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const labels = { ring: 'Canary', site: 's' };
    // The second part is the longest, so it does not fit, and the last the shortest.
    for (let n = 0; n < 2 * SEGMENT_SIZE + 100; n++) {
      const isInSecond = n >> 16 === 1;
      applyInventory(fleet, hash64(`d-${n}`), { device: '', ...(isInSecond ? { labels } : {}) }, T0);
    }
    const restored = throughCheckpoint(fleet);
    expect(restored.deviceCount).toBe(fleet.deviceCount);
    for (const [nth, segment] of fleet.segments.entries()) {
      for (const field of KEPT_FIELDS) {
        // A difference of thousands of numbers is better not printed.
        expect([nth, field, Buffer.compare(bytesOf(restored.segments[nth][field]), bytesOf(segment[field]))]).toEqual([
          nth,
          field,
          0,
        ]);
      }
    }
  });

  it('keeps no empty places as devices when a part fills up while a checkpoint is written', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const meet = (state: FleetState, from: number, to: number) => {
      for (let n = from; n < to; n++) applyInventory(state, hash64(`d-${n}`), { device: '' }, T0);
    };
    meet(fleet, 0, 60_000);
    const restored = throughCheckpoint(fleet, () => meet(fleet, 60_000, 70_000));
    meet(restored, 60_000, 70_000);
    expect([totals(fleet).devices, totals(throughCheckpoint(restored)).devices]).toEqual([70_000, 70_000]);
  });

  it('counts a device once however many updates it lists, again and again', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const updates = Array.from({ length: 12 }, (_, n) => `a/x@${n}`);
    for (let n = 0; n < 30; n++) {
      applyReport(
        fleet,
        arrival({ device: 'd', at: (T0 + n * 60) * 1000, kind: 'heartbeat', boot: 'b', everySec: 60, updates }),
      );
    }
    advance(fleet, T0 + 1_800);
    for (const { counters } of fleet.updates.all()) {
      const { waiting, pending, checked, censored } = counters.total();
      expect(waiting + pending + checked + censored).toBeLessThanOrEqual(1);
    }
  });

  it('takes back an install where it was counted, when the device has moved since', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const at = (sec: number, extra: object): Report =>
      ({ device: 'd', at: (T0 + sec) * 1000, kind: 'heartbeat', boot: 'b', ...extra }) as Report;
    applyReport(fleet, arrival(at(0, { labels: { ring: 'Canary' } })));
    applyReport(fleet, arrival(at(60, { kind: 'update.installed', update: 'a/x@1' })));
    applyReport(fleet, arrival(at(70, { labels: { ring: 'Pilot' } })));
    applyReport(fleet, arrival(at(50, { kind: 'update.installed', update: 'a/x@1' })));
    const counted = fleet.updates.find('a/x@1')?.installs;
    expect([1, 2].map((ring) => counted?.countAfter(T0, new Set([ring])))).toEqual([1, 0]);
    expect([counted?.first(1), counted?.last(1), counted?.last(2)]).toEqual([T0 + 50, T0 + 50, undefined]);
  });

  it('does not take for silence what nobody could have heard', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    for (const sec of [0, 60, 120, 180])
      applyReport(fleet, arrival({ device: 'd', at: (T0 + sec) * 1000, kind: 'heartbeat', boot: 'b', everySec: 60 }));
    advance(fleet, T0 + 200);
    wasDeaf(fleet, T0 + 200, T0 + 5_000);
    expect(perDevice(fleet, ['d'])).toEqual(['healthy']);
    advance(fleet, T0 + 5_239);
    expect(perDevice(fleet, ['d'])).toEqual(['healthy']);
    advance(fleet, T0 + 5_240);
    expect(perDevice(fleet, ['d'])).toEqual(['silent']);
  });

  it('knows a repeated report', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const reports: Report[] = [
      { device: 'd', at: (T0 + 1) * 1000, kind: 'boot.started', boot: 'b' },
      { device: 'd', at: (T0 + 30) * 1000, kind: 'boot.completed', boot: 'b' },
      { device: 'd', at: (T0 + 60) * 1000, kind: 'heartbeat', boot: 'b' },
      { device: 'd', at: (T0 + 70) * 1000, kind: 'update.installed', update: 'a/x@1' },
      { device: 'd', at: (T0 + 80) * 1000, kind: 'crash', code: '0x50', boot: 'b' },
      { device: 'd', at: (T0 + 90) * 1000, kind: 'shutdown', intent: 'sleep', boot: 'b' },
    ];
    for (const report of reports) {
      expect(isRepeated(fleet, arrival(report))).toBe(false);
      applyReport(fleet, arrival(report));
      expect(isRepeated(fleet, arrival(report))).toBe(true);
    }
  });
});
