import { describe, expect, it } from 'vitest';
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import { install, T0, tell } from './testing/tell-fleet.ts';

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
