import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS, UNASSIGNED } from '#contract/words.ts';
import type { ClosedBlock } from '../detection/trial-row.ts';
import { applyReport } from './apply-report.ts';
import { beginCheckpoint, encodeHeader, encodeParts, endCheckpoint } from './checkpoint.ts';
import { advance, setUpdateFacts } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { readBack } from './testing/read-back.ts';
import { install, minutes, T0, tell } from './testing/tell-fleet.ts';
import { placesOf, takeClosedBlocks } from './trials.ts';

describe('while telemetry is impaired', () => {
  const impair = (t: ReturnType<typeof tell>, from: number, until?: number) => {
    t.advanceTo(from);
    t.fleet.suspensions.begin(0, T0 + from);
    if (until === undefined) return;
    t.advanceTo(until);
    t.fleet.suspensions.end(0, T0 + until);
  };

  it('trials wait, and pass when the device turns out to be well', () => {
    const t = tell();
    t.beats('d', 0, 60);
    t.report('d', 70, install('a/x@1'));
    impair(t, 120, 900);
    t.beats('d', 930);
    expect(t.rows(1_500)['live 0']).toEqual([1, 0, 0, 0]);
  });

  it('they wait for half an hour at most; controls wait as well, but the fleet alarm does not', () => {
    const t = tell();
    t.beats('control', 0, 60);
    t.beats('d', 0, 60);
    t.report('d', 70, install('a/x@1'));
    impair(t, 120);
    expect(t.rows(1_200)).toMatchObject({ contact: [1, 0, 1, 0], live: [2, 0, 0, 0] });
    expect(t.rows(1_200)['live 0']).toBeUndefined();
    expect(t.rows(3_000)).toMatchObject({ 'live 0': [1, 0, 1, 0], live: [3, 0, 1, 0] });
  });
});

it('drops what comes after the close of its minute, and counts it', () => {
  const { report, advanceTo, fleet, rows } = tell();
  report('d', 0, { kind: 'heartbeat', boot: 'b', everySec: 60 });
  advanceTo(1_200);
  report('d', 10, install('a/x@1'));
  expect(rows(1_800)['live 0']).toBeUndefined();
  expect(fleet.trials.late).toBeGreaterThan(0);
});

it('tells the labels that occur in few places: each of them, each pair of sector and build, and nothing else', () => {
  const value = fc.constantFrom('', 'a', 'b', 'c');
  const labels = fc.record({ ring: value, sector: value, region: value, build: value });
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 60 }), (devices) => {
      const fleet = new FleetState(['a', 'b'], T0);
      for (const [n, { ring, sector, region, build }] of devices.entries()) {
        const given = Object.entries({ ring, sector, region, build }).filter(([, name]) => name !== '');
        const report: Report = {
          device: '',
          at: T0 * 1000,
          kind: 'heartbeat',
          boot: 'b',
          labels: Object.fromEntries(given),
        };
        applyReport(fleet, { device: hash64(`d-${n}`), at: T0, report });
      }
      const { ring, sector, region, build } = fleet.dictionaries;
      const named = placesOf(fleet).map((place) => ({
        ring: ring.name(place.ring),
        region: region.name(place.region),
        pair: `${sector.name(place.sector)} ${build.name(place.build)}`,
      }));
      const due = devices.map((device) => {
        const of = (label: keyof typeof device) => device[label] || UNASSIGNED;
        return { ring: of('ring'), region: of('region'), pair: `${of('sector')} ${of('build')}` };
      });
      for (const kind of ['ring', 'region', 'pair'] as const) {
        expect(new Set(named.map((place) => place[kind]))).toEqual(new Set(due.map((place) => place[kind])));
      }
      expect(named.length).toBeLessThanOrEqual(4 + 4 + 16);
    }),
  );
});

/** What two dozen devices report in ten minutes; all have a boot, some get updates, some fall silent. */
const lives = fc
  .array(
    fc.record({
      stops: fc.integer({ min: 0, max: 14 }),
      installs: fc.array(
        fc.record({ at: fc.integer({ min: 60, max: 500 }), update: fc.constantFrom('a/x@1', 'b/y@1') }),
        {
          maxLength: 2,
        },
      ),
      boots: fc.option(fc.integer({ min: 30, max: 400 })),
      leaves: fc.option(
        fc.record({
          at: fc.integer({ min: 30, max: 500 }),
          intent: fc.constantFrom('restart' as const, 'off' as const, 'sleep' as const),
        }),
      ),
      phase: fc.integer({ min: 0, max: 59 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((devices) =>
    devices.flatMap(({ stops, installs, boots, leaves, phase }, n): Report[] => {
      const device = `d-${n}`;
      const at = (sec: number) => (T0 + sec) * 1000;
      const beats = minutes(0, stops).map((minute): Report => {
        const boot = boots !== null && minute + phase > boots ? '1' : '0';
        return { device, at: at(minute + phase), kind: 'heartbeat', boot: `${device}-${boot}`, everySec: 60 };
      });
      const starts: Report[] =
        boots === null ? [] : [{ device, at: at(boots), kind: 'boot.started', boot: `${device}-1` }];
      const ends: Report[] = leaves
        ? [{ device, at: at(leaves.at), kind: 'shutdown', boot: `${device}-0`, intent: leaves.intent }]
        : [];
      return [
        ...beats,
        ...starts,
        ...ends,
        ...installs.map(({ at: sec, update }): Report => ({ device, at: at(sec), ...install(update) })),
      ];
    }),
  );
const apply = (fleet: FleetState, reports: readonly Report[]) => {
  for (const report of reports) {
    applyReport(fleet, { device: hash64(report.device), at: Math.floor(report.at / 1000), report });
  }
};
const END = T0 + 1_800;
const byMinute = (blocks: readonly ClosedBlock[]) =>
  blocks.map(({ minute, rows }) => ({ minute, rows: rows.map((row) => JSON.stringify(row)).sort() }));

describe('blocks', () => {
  it('are the same in whatever order and however often reports come', () => {
    fc.assert(
      fc.property(lives, fc.infiniteStream(fc.nat()), (reports, chance) => {
        const run = (order: readonly Report[]) => {
          const fleet = new FleetState(DEFAULT_RINGS, T0);
          // Updates are numbered in the order in which they are first heard of.
          for (const update of ['a/x@1', 'b/y@1']) setUpdateFacts(fleet, update, {});
          apply(fleet, order);
          advance(fleet, END);
          return byMinute(takeClosedBlocks(fleet));
        };
        const mixed = [...reports, ...reports.filter((_, i) => i % 10 === 0)]
          .map((report) => [chance.next().value ?? 0, report] as const)
          .sort(([a], [b]) => a - b)
          .map(([, report]) => report);
        const inOrder = reports.toSorted((a, b) => a.at - b.at);
        expect(run(mixed)).toEqual(run(inOrder));
      }),
      { numRuns: 400 },
    );
  });

  it('are the same after a checkpoint while reports go on, and a replay of those since', () => {
    fc.assert(
      fc.property(lives, fc.nat(100), fc.nat(20), (unordered, percent, meanwhile) => {
        const reports = unordered.toSorted((a, b) => a.at - b.at);
        const cut = Math.floor((reports.length * percent) / 100);
        const fleet = new FleetState(DEFAULT_RINGS, T0);
        apply(fleet, reports.slice(0, cut));
        const before = beginCheckpoint(fleet);
        apply(fleet, reports.slice(cut, cut + meanwhile));
        const parts = Array.from(encodeParts(fleet, before), (part) => part.slice());
        apply(fleet, reports.slice(cut + meanwhile));
        const header = encodeHeader(fleet, before);
        endCheckpoint(fleet);
        const restored = readBack(header, parts);
        apply(restored, reports.slice(cut));
        for (const state of [fleet, restored]) advance(state, END);
        expect(byMinute(takeClosedBlocks(restored))).toEqual(byMinute(takeClosedBlocks(fleet)));
      }),
      { numRuns: 150 },
    );
  });
});
