import { describe, expect, it } from 'vitest';
import { setUpdateFacts } from './fleet.ts';
import { install, minutes, T0, tell } from './testing/tell-fleet.ts';

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

  /** Boots that all end in a restart of the device's own, with no heartbeat of them. */
  const restarts = (t: ReturnType<typeof tell>, starts: readonly number[], ranSec: number) => {
    for (const at of starts) {
      const boot = `d-${at}`;
      t.report('d', at, { kind: 'boot.started', boot });
      t.report('d', at + 50, { kind: 'boot.completed', boot });
      t.report('d', at + ranSec, { kind: 'shutdown', boot, intent: 'restart' });
    }
  };

  /** A device that has started into an update, and completed that start. */
  const started = (everySec: number) => {
    const t = tell();
    t.report('d', 0, { kind: 'heartbeat', boot: 'd-0', everySec });
    t.report('d', 5, install('a/x@1', 'reboot'));
    t.report('d', 100, { kind: 'boot.started', boot: 'd-1' });
    t.report('d', 150, { kind: 'boot.completed', boot: 'd-1' });
    return t;
  };

  it('pass when a device that is seldom heard ran until it was restarted, however often that is', () => {
    const t = tell();
    t.report('d', 0, { kind: 'heartbeat', boot: 'd-0', everySec: 14_400 });
    t.report('d', 5, install('a/x@1', 'reboot'));
    // Due eight hours and five minutes after its first start.
    restarts(t, [100, 9_000, 18_000, 27_000], 8_800);
    expect(t.rows(40_000)['boot 0']).toEqual([1, 0, 0, 0]);
  });

  it('pass by a boot that was good before another update came, though boots since have pushed it out', () => {
    const t = tell();
    t.report('d', 0, { kind: 'heartbeat', boot: 'd-0', everySec: 3_600 });
    t.report('d', 5, install('a/x@1', 'reboot'));
    restarts(t, [100], 1_800);
    t.report('d', 1_950, install('b/y@1', 'reboot'));
    restarts(t, [2_000, 4_000, 6_000], 1_800);
    expect(t.rows(20_000)['boot 0']).toEqual([1, 0, 0, 0]);
  });

  it('are not passed by a restart of which it is not said which boot made it, in whatever order it is told', () => {
    const told = (late: boolean) => {
      const t = started(60);
      const second = () => t.report('d', 200, { kind: 'boot.started', boot: 'd-2' });
      if (!late) second();
      t.report('d', 400, { kind: 'shutdown', intent: 'restart' });
      if (late) second();
      t.report('d', 410, { kind: 'boot.started', boot: 'd-3' });
      return t.rows(5_000)['boot 0'];
    };
    expect(told(false)).toEqual([1, 1, 0, 0]);
    expect(told(true)).toEqual([1, 1, 0, 0]);
  });

  it('pass by a restart and then switching off out of one boot, in whatever order that is told', () => {
    const told = (restartLast: boolean) => {
      const t = started(3_600);
      const ends = [
        [1_900, 'restart'],
        [2_000, 'off'],
      ] as const;
      for (const [at, intent] of restartLast ? ends.toReversed() : ends) {
        t.report('d', at, { kind: 'shutdown', boot: 'd-1', intent });
      }
      return t.rows(9_000)['boot 0'];
    };
    expect(told(false)).toEqual([1, 0, 0, 0]);
    expect(told(true)).toEqual([1, 0, 0, 0]);
  });

  it('say nothing of a device that is seldom heard and switched off before it was, and nor do the counts', () => {
    const t = started(3_600);
    t.report('d', 1_300, { kind: 'shutdown', intent: 'off' });
    expect(t.rows(9_000)['boot 0']).toBeUndefined();
    expect(t.fleet.updates.find('a/x@1')?.counters.total()).toMatchObject({ censored: 1, checked: 0 });
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

  it('are none of an update that was taken off before, nor controls while what it did may last', () => {
    const t = tell();
    t.beats('d', 0, 60);
    t.report('d', 70, install('a/x@1'));
    t.beats('d', ...minutes(2, 12));
    t.report('d', 760, { kind: 'update.reverted', update: 'a/x@1' });
    boots(t, 'd', 800, true);
    t.advanceTo(1_900);
    t.report('d', 2_000, install('b/y@1', 'reboot'));
    boots(t, 'd', 2_100, true);
    const rows = t.rows(5_000);
    expect(rows).toMatchObject({ 'live 0': [1, 0, 0, 0], 'boot 1': [1, 0, 0, 0] });
    expect(rows['boot 0'] ?? rows.boot).toBeUndefined();
  });

  it('are none of an update that was withdrawn while it waited for the restart', () => {
    const t = tell();
    t.beats('d', 0, 60);
    t.report('d', 70, install('a/x@1', 'reboot'));
    t.report('d', 100, { kind: 'update.reverted', update: 'a/x@1' });
    boots(t, 'd', 800, true);
    expect(t.rows(5_000)['boot 0']).toBeUndefined();
    const counts = () => t.fleet.updates.find('a/x@1')?.counters.total();
    expect(counts()).toMatchObject({ waiting: 1, checked: 0 });
    // Sent again, it waits for the next start, not for one of those that were.
    t.report('d', 5_100, install('a/x@1', 'reboot'));
    expect(counts()).toMatchObject({ waiting: 1, pending: 0 });
    boots(t, 'd', 6_000, true);
    expect(t.rows(9_000)['boot 0']).toEqual([1, 0, 0, 0]);
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
