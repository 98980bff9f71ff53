import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { type ClosedBlock, TRIAL_KINDS } from '../detection/trial-row.ts';
import { applyReport } from './apply-report.ts';
import { beginCheckpoint, encodeHeader, encodePart, endCheckpoint } from './checkpoint.ts';
import { advance, setUpdateFacts } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { readBack } from './read-back.ts';
import { takeClosedBlocks } from './trials.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const LIVE = TRIAL_KINDS.indexOf('live');
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

/** A fleet that is told what devices report at seconds after T0, and hands out its blocks. */
function tell() {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const blocks: ClosedBlock[] = [];
  const advanceTo = (at: number) => {
    for (let minute = Math.floor((fleet.now - T0) / 60) + 1; minute * 60 <= at; minute++) {
      advance(fleet, T0 + minute * 60);
      blocks.push(...takeClosedBlocks(fleet));
    }
  };
  const report = (device: string, at: number, fields: Fields<Report>) =>
    applyReport(fleet, { device: hash64(device), at: T0 + at, report: { device, at: (T0 + at) * 1000, ...fields } });
  return {
    fleet,
    advanceTo,
    report,
    beats: (device: string, ...times: number[]) => {
      for (const at of times) report(device, at, { kind: 'heartbeat', boot: `${device}-0`, everySec: 60 });
    },
    /** Rows by kind and change set: trials, loops, dark ones with a peer, dark ones without. */
    rows: (until: number) => {
      advanceTo(until);
      const sums = new Map<string, number[]>();
      for (const { rows } of blocks) {
        for (const { kind, changeSet, n, loop, darkCleared, darkSites } of rows) {
          const key = `${TRIAL_KINDS[kind]} ${changeSet.join('+')}`.trim();
          const [a, b, c, d] = sums.get(key) ?? [0, 0, 0, 0];
          sums.set(key, [a + n, b + loop, c + darkCleared, d + darkSites.length]);
        }
      }
      return Object.fromEntries(sums);
    },
    blocks,
  };
}
const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => (from + i) * 60);
const install = (update: string, activation: 'live' | 'reboot' = 'live') =>
  ({ kind: 'update.installed', update, activation }) as const;

describe('live trials', () => {
  it('pass when the device is heard again, fail when it is not, looping only where something was heard', () => {
    const { beats, report, rows } = tell();
    for (const device of ['ok', 'dark', 'loops']) {
      beats(device, 0, 60);
      report(device, 70, install('a/x@1'));
    }
    beats('ok', ...minutes(2, 12));
    report('loops', 130, { kind: 'boot.started', boot: 'again' });
    expect(rows(900)['live 0']).toEqual([3, 1, 1, 0]);
  });

  it('are due after four heartbeats and closed a minute after theirs', () => {
    const { beats, report, advanceTo, blocks } = tell();
    beats('d', 0, 60);
    report('d', 70, install('a/x@1'));
    // Due at 310, in the minute that ends at 360.
    advanceTo(360);
    expect(blocks.flatMap(({ rows }) => rows).some(({ changeSet }) => changeSet.length > 0)).toBe(false);
    advanceTo(420);
    expect(blocks.at(-1)).toMatchObject({ minute: T0 / 60 + 5 });
    expect(blocks.at(-1)?.rows).toContainEqual(
      expect.objectContaining({ kind: LIVE, changeSet: [0], n: 1, darkCleared: 1 }),
    );
  });

  it('fail when the device is heard only after its due time', () => {
    const { beats, report, rows } = tell();
    beats('d', 0, 60);
    report('d', 70, install('a/x@1'));
    // Due at 310, so that its minute ends at 360; the verdict is taken at 420.
    beats('d', 370);
    expect(rows(900)['live 0']).toEqual([1, 1, 0, 0]);
  });

  it('are of the ring that the channel of the update has, controls of that of the label', () => {
    const { fleet, beats, report, advanceTo, blocks } = tell();
    setUpdateFacts(fleet, 'a/x@1', { channel: 'content' });
    const line = { device: 'd', labels: { ring: 'Broad' }, rings: { content: 'Canary' } };
    applyInventory(fleet, hash64('d'), line, T0);
    beats('d', 0, 60);
    report('d', 130, install('a/x@1'));
    advanceTo(900);
    const rings = blocks.flatMap(({ rows: of }) =>
      of.map(({ ring, changeSet }) => `${changeSet.length} ${fleet.dictionaries.ring.name(ring)}`),
    );
    expect(new Set(rings)).toEqual(new Set(['0 Broad', '1 Canary']));
  });

  it('say nothing when the device was switched off before it was heard', () => {
    const { beats, report, rows } = tell();
    beats('d', 0, 60);
    report('d', 70, install('a/x@1'));
    report('d', 80, { kind: 'shutdown', intent: 'sleep' });
    expect(rows(900)['live 0']).toBeUndefined();
  });

  it('that overlap are one, of both updates', () => {
    const { beats, report, rows } = tell();
    beats('d', 0, 60);
    report('d', 70, install('a/x@1'));
    report('d', 75, install('b/y@1'));
    expect(rows(900)).toMatchObject({ 'live 0+1': [1, 0, 1, 0] });
    expect(rows(900)['live 0']).toBeUndefined();
  });

  it('do not hold a later update against one that was survived', () => {
    const { beats, report, rows } = tell();
    beats('d', 0);
    report('d', 10, install('a/x@1'));
    beats('d', 65, 125);
    report('d', 185, install('b/y@1'));
    expect(rows(900)).toMatchObject({ 'live 0': [1, 0, 0, 0], 'live 0+1': [1, 0, 1, 0] });
  });

  it('of a site without a living device name the site', () => {
    const { fleet, beats, report, rows, blocks } = tell();
    for (const [device, site] of Object.entries({ a: 'dark', b: 'dark', c: 'lit', peer: 'lit' })) {
      report(device, 0, { kind: 'heartbeat', boot: `${device}-0`, everySec: 60, labels: { site } });
      if (device !== 'peer') report(device, 70, install('a/x@1'));
    }
    beats('peer', ...minutes(1, 12));
    expect(rows(900)['live 0']).toEqual([3, 0, 1, 2]);
    const sites = blocks
      .flatMap(({ rows: of }) => of)
      .flatMap(({ changeSet, darkSites }) => (changeSet.length ? darkSites : []));
    expect(sites.map((site) => fleet.dictionaries.site.name(site))).toEqual(['dark', 'dark']);
  });
});

describe('controls of live trials', () => {
  it('are counted once a minute in which they were heard, and fail when they are not heard again', () => {
    const { beats, rows } = tell();
    beats('lives', ...minutes(0, 30));
    beats('stops', ...minutes(0, 5));
    // Verdicts of the contacts of minutes 0 to 14; of the last contact of the one that stops, a failure.
    expect(rows(20 * 60).live).toEqual([15 + 5, 0, 1, 0]);
  });

  it('are not counted while an update is on trial, nor held against a control that gets one', () => {
    const { beats, report, rows } = tell();
    beats('d', 0, 60);
    report('d', 70, install('a/x@1'));
    // The contact of minute 0 was followed by another; that of minute 1 was the update's own minute.
    expect(rows(900).live).toEqual([1, 0, 0, 0]);
  });

  it('do not fail by being switched off', () => {
    const { beats, report, rows } = tell();
    beats('d', 0, 60);
    report('d', 90, { kind: 'shutdown', intent: 'off' });
    expect(rows(900).live).toEqual([1, 0, 0, 0]);
  });
});

describe('boot trials', () => {
  const boots = (
    t: ReturnType<typeof tell>,
    device: string,
    at: number,
    healthy: boolean,
    boot = `${device}-${at}`,
  ) => {
    t.report(device, at, { kind: 'boot.started', boot });
    if (!healthy) return;
    t.report(device, at + 50, { kind: 'boot.completed', boot });
    for (const later of [60, 120, 180, 240]) t.report(device, at + later, { kind: 'heartbeat', boot, everySec: 60 });
  };

  it('are of the update that waited for the restart; others that boot are controls', () => {
    const t = tell();
    t.beats('good', 0);
    t.beats('bad', 0);
    for (const device of ['good', 'bad']) t.report(device, 5, install('a/x@1', 'reboot'));
    boots(t, 'good', 100, true);
    boots(t, 'bad', 100, false);
    boots(t, 'control', 100, true);
    boots(t, 'broken', 100, false);
    expect(t.rows(1500)).toMatchObject({ 'boot 0': [2, 0, 1, 0], boot: [2, 0, 1, 0] });
  });

  it('wait for the restarts an update needs', () => {
    const t = tell();
    setUpdateFacts(t.fleet, 'a/x@1', { activation: 'reboot', expectedReboots: 2 });
    t.beats('d', 0);
    t.report('d', 5, install('a/x@1', 'reboot'));
    boots(t, 'd', 100, false);
    boots(t, 'd', 700, true);
    expect(t.rows(1500)['boot 0']).toEqual([1, 0, 0, 0]);
  });

  it('wait for two heartbeats of a device that is seldom heard', () => {
    const t = tell();
    const beat = (device: string, boot: string, at: number) =>
      t.report(device, at, { kind: 'heartbeat', boot: `${device}-${boot}`, everySec: 3_600 });
    for (const device of ['heard', 'late', 'lost']) {
      beat(device, '0', 0);
      t.report(device, 5, install('a/x@1', 'reboot'));
      t.report(device, 100, { kind: 'boot.started', boot: `${device}-1` });
      t.report(device, 150, { kind: 'boot.completed', boot: `${device}-1` });
    }
    beat('heard', '1', 3_700);
    // The first one of this boot was lost on its way.
    beat('late', '1', 7_300);
    expect(t.rows(7_500)['boot 0']).toBeUndefined();
    expect(t.rows(8_000)['boot 0']).toEqual([3, 1, 0, 0]);
  });

  it('are also of what was live before the first boot with it', () => {
    const t = tell();
    t.beats('d', 0, 60);
    t.report('d', 70, install('a/x@1'));
    t.beats('d', ...minutes(2, 12));
    boots(t, 'd', 800, false);
    t.advanceTo(2_000);
    boots(t, 'd', 3_000, true);
    // The second start ends the time of being down; it is no trial of its own.
    expect(t.rows(5_000)).toMatchObject({ 'live 0': [1, 0, 0, 0], 'boot 0': [1, 0, 1, 0] });
    expect(t.rows(5_000).boot).toBeUndefined();
  });

  it('count the whole of a loop once', () => {
    const t = tell();
    for (let at = 100; at < 3_000; at += 200) boots(t, 'd', at, false);
    expect(t.rows(5_000).boot).toEqual([1, 1, 0, 0]);
  });

  it('begin with the announced restart, also when the device is never heard of again', () => {
    const t = tell();
    t.beats('d', 0);
    t.report('d', 5, install('a/x@1', 'reboot'));
    t.report('d', 90, { kind: 'shutdown', boot: 'd-0', intent: 'restart' });
    t.beats('peer', ...minutes(0, 20));
    expect(t.rows(1_500)['boot 0']).toEqual([1, 0, 1, 0]);
    expect(t.blocks.find(({ rows }) => rows.some(({ changeSet }) => changeSet.length > 0))?.minute).toBe(
      Math.floor((T0 + 90 + 600) / 60),
    );
  });

  it('say nothing when the device was switched off before it was healthy', () => {
    const t = tell();
    t.report('d', 100, { kind: 'boot.started', boot: 'b' });
    t.report('d', 130, { kind: 'shutdown', boot: 'b', intent: 'off' });
    expect(t.rows(1_500)).toEqual({});
  });
});

describe('return trials', () => {
  // T0 is a Friday, 04:00 UTC.
  const day = (n: number, hour: number) => (n * 24 + hour - 4) * 3600;

  it('are due on the next working morning by the clock of the region, the hours of leaving a minute apart', () => {
    const t = tell();
    t.fleet.zones.set(t.fleet.dictionaries.region.code('east'), 'America/New_York');
    for (const [device, region] of Object.entries({ here: 'utc', there: 'east' })) {
      t.report(device, 0, { kind: 'heartbeat', boot: 'b', labels: { region } });
      t.report(device, day(0, 18), { kind: 'shutdown', boot: 'b', intent: 'off' });
    }
    t.advanceTo(day(3, 16));
    const due = t.blocks.flatMap(({ minute, rows }) => rows.map(({ kind }) => [TRIAL_KINDS[kind], minute] as const));
    const monday = T0 / 60 + day(3, 10) / 60 + 30;
    // 18:00 in London is 14:00 in New York, where 10:30 is 14:30 UTC in summer.
    expect(due.filter(([kind]) => kind === 'return').map(([, minute]) => minute)).toEqual([
      monday + 18,
      monday + 240 + 14,
    ]);
  });

  it('pass when the device is heard again, loop when it only starts, and are of what waited for the start', () => {
    const t = tell();
    for (const device of ['back', 'loops', 'stays', 'plain']) {
      t.report(device, 0, { kind: 'heartbeat', boot: 'b', labels: { class: 'laptop' } });
      if (device !== 'plain') t.report(device, day(0, 16), install('a/x@1', 'reboot'));
      t.report(device, day(0, 17), { kind: 'shutdown', boot: 'b', intent: 'off' });
    }
    t.advanceTo(day(3, 8));
    t.report('back', day(3, 8), { kind: 'heartbeat', boot: 'c' });
    t.report('loops', day(3, 8), { kind: 'boot.started', boot: 'c' });
    const rows = t.rows(day(3, 12));
    expect(rows['return 0']).toEqual([3, 1, 1, 0]);
    expect(rows.return).toEqual([1, 0, 1, 0]);
  });
});

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
        const parts = Array.from({ length: before.parts }, (_, part) => encodePart(fleet, before, part));
        apply(fleet, reports.slice(cut + meanwhile));
        const header = encodeHeader(fleet, before);
        endCheckpoint(fleet);
        const restored = readBack(header, parts, DEFAULT_RINGS);
        apply(restored, reports.slice(cut));
        for (const state of [fleet, restored]) advance(state, END);
        expect(byMinute(takeClosedBlocks(restored))).toEqual(byMinute(takeClosedBlocks(fleet)));
      }),
      { numRuns: 150 },
    );
  });
});
