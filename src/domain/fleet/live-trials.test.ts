import { describe, expect, it } from 'vitest';
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import { setUpdateFacts } from './fleet.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { install, minutes, T0, tell } from './testing/tell-fleet.ts';

const LIVE = TRIAL_KINDS.indexOf('live');

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

  it('are none of a device that has never sent a heartbeat, whatever else it said', () => {
    const { beats, report, rows } = tell();
    report('new', 70, install('a/x@1'));
    report('boots', 70, install('a/x@1'));
    report('boots', 130, { kind: 'boot.started', boot: 'again' });
    beats('known', 0, 60);
    report('known', 70, install('a/x@1'));
    expect(rows(900)['live 0']).toEqual([1, 0, 1, 0]);
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

  it('pass when heartbeats are an hour apart and one of them comes before the verdict is taken', () => {
    const { report, rows } = tell();
    const hourly = (...times: number[]) => {
      for (const at of times) report('d', at, { kind: 'heartbeat', boot: 'd-0', everySec: 3_600 });
    };
    hourly(0);
    report('d', 3_500, install('a/x@1'));
    // Due at 17900, in the minute that ends at 17940; the verdict is taken at 18000.
    hourly(3_600, 7_200, 10_800, 14_400, 17_950);
    expect(rows(20_000)['live 0']).toEqual([1, 0, 0, 0]);
  });

  it('pass when a heartbeat came before the next activation, however long ago', () => {
    const { report, rows } = tell();
    const hourly = (at: number) => report('d', at, { kind: 'heartbeat', boot: 'd-0', everySec: 3_600 });
    hourly(0);
    report('d', 3_500, install('a/x@1'));
    hourly(3_600);
    report('d', 3_700, install('b/y@1'));
    for (const at of [7_200, 10_800, 14_400, 18_000]) hourly(at);
    expect(rows(20_000)).toMatchObject({ 'live 0': [1, 0, 0, 0], 'live 0+1': [1, 0, 0, 0] });
  });

  it('say nothing when the install was told so late that the heartbeats after it are forgotten', () => {
    const { report, rows } = tell();
    for (const at of [0, 3_600, 7_200, 10_800, 17_950]) {
      report('d', at, { kind: 'heartbeat', boot: 'd-0', everySec: 3_600 });
    }
    report('d', 3_500, install('a/x@1'));
    expect(rows(20_000)['live 0']).toBeUndefined();
  });

  it('fail when the device is heard only after its due time', () => {
    const { beats, report, rows } = tell();
    beats('d', 0, 60);
    report('d', 70, install('a/x@1'));
    // Due at 310, so that its minute ends at 360; the verdict is taken at 420.
    beats('d', 370);
    expect(rows(900)['live 0']).toEqual([1, 1, 0, 0]);
  });

  it('pass by a heartbeat told after many later ones', () => {
    const told = (times: readonly number[]) => {
      const { report, rows } = tell();
      report('d', 0, { kind: 'heartbeat', boot: 'd-0', everySec: 3_600 });
      report('d', 3_500, install('a/x@1'));
      for (const at of times) report('d', at, { kind: 'heartbeat', boot: 'd-0', everySec: 3_600 });
      return rows(20_000)['live 0'];
    };
    expect(told([14_400, 17_950])).toEqual([1, 0, 0, 0]);
    expect(told([17_950, 14_400])).toEqual([1, 0, 0, 0]);
  });

  it('fail of a device that crashed at once and comes back when it is too late, however seldom it is heard', () => {
    const { report, rows } = tell();
    const beat = (at: number) => report('d', at, { kind: 'heartbeat', boot: `d-${at}`, everySec: 600 });
    beat(0);
    report('d', 70, install('a/x@1'));
    // Due at 2470; its last minute begins at 2460.
    beat(2_525);
    expect(rows(9_000)['live 0']).toEqual([1, 1, 0, 0]);
  });

  it('are not passed by what came after an activation that turns out to be another', () => {
    const { report, rows } = tell();
    const beat = (at: number, updates?: string[]) =>
      report('d', at, { kind: 'heartbeat', boot: 'd-0', everySec: 900, ...(updates ? { updates } : {}) });
    beat(0);
    beat(4_000, ['a/x@1']);
    beat(4_900);
    beat(7_000);
    report('d', 100, install('a/x@1'));
    expect(rows(20_000)['live 0']).toBeUndefined();
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

  it('fail when the next heartbeat comes too late, as updated devices do', () => {
    const { beats, rows } = tell();
    // That of minute 5 is due in minute 9; its block closes when minute 11 begins.
    beats('d', ...minutes(0, 6), 10 * 60 + 5, ...minutes(11, 30));
    expect(rows(20 * 60).live).toEqual([6 + 5, 1, 0, 0]);
    const inTime = tell();
    inTime.beats('d', ...minutes(0, 6), 9 * 60 + 55, ...minutes(11, 30));
    expect(inTime.rows(20 * 60).live).toEqual([6 + 5, 0, 0, 0]);
  });

  it('fail about as often as updated devices where heartbeats are lost in numbers', () => {
    const { fleet, advanceTo, beats, report, rows } = tell();
    let seed = 7;
    const draw = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) / 2 ** 24;
    };
    const devices = Array.from({ length: 4_000 }, (_, n) => ({ id: `d-${n}`, phase: Math.floor(draw() * 60) }));
    for (let minute = 0; minute < 30; minute++) {
      advanceTo(minute * 60);
      for (const { id, phase } of devices) if (minute === 0 || draw() > 0.3) beats(id, minute * 60 + phase);
      for (const [n, { id }] of devices.entries()) {
        if (minute === 12 && n % 2 === 0) report(id, minute * 60 + Math.floor(draw() * 60), install('a/x@1'));
      }
    }
    const { live = [], 'live 0': updated = [] } = rows(24 * 60);
    const share = ([n = 0, loop = 0, dark = 0, site = 0]: number[]) => (loop + dark + site) / n;
    expect(fleet.deviceCount).toBe(4_000);
    expect(updated[0]).toBe(2_000);
    // Four heartbeats in a row are lost in 0.8 % of cases.
    expect(share(live)).toBeGreaterThan(0.004);
    expect(share(updated) / share(live)).toBeLessThan(2);
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
