import { describe, expect, it } from 'vitest';
import { FleetAlarm } from './fleet-alarm.ts';
import { freezeBaseline, HistoryBook } from './history-book.ts';
import { TRIAL_KINDS, type TrialRow } from './trial-row.ts';

const NOON = 28_689_120 + 480;
const leaf = { kind: TRIAL_KINDS.indexOf('live'), ring: 1, sector: 1, build: 1, region: 1, class: 1 };
const row = (n: number, some: Partial<TrialRow> = {}): TrialRow => ({
  ...leaf,
  changeSet: [],
  n,
  loop: 0,
  darkCleared: 0,
  darkSites: [],
  ...some,
});

function usual() {
  const book = new HistoryBook();
  for (let day = 1; day <= 14; day++) book.add(leaf, NOON - day * 1440, 100_000, 100);
  return freezeBaseline([book], NOON);
}
/** Twelve quiet hours. */
function quiet(): FleetAlarm {
  const alarm = new FleetAlarm();
  const baseline = usual();
  for (let minute = NOON - 480; minute < NOON; minute++) alarm.take(minute, [row(5_000, { darkCleared: 5 })], baseline);
  return alarm;
}

describe('the fleet alarm', () => {
  it('is quiet on a quiet day, and raised within a minute of many devices going silent', () => {
    const alarm = quiet();
    expect(alarm.open).toBeUndefined();
    alarm.take(NOON, [row(5_000, { darkCleared: 100 })], usual());
    expect(alarm.open).toEqual({ since: NOON, regions: [1] });
  });

  it('takes a dark site for one event', () => {
    const alarm = quiet();
    alarm.take(NOON, [row(5_000, { darkSites: Array(40).fill(7) })], usual());
    expect(alarm.open).toBeUndefined();
    alarm.take(NOON + 1, [row(5_000, { darkSites: Array.from({ length: 800 }, (_, i) => i >> 3) })], usual());
    expect(alarm.open).toEqual({ since: NOON + 1, regions: [1] });
  });

  it('ends when hardly more are silent than before it, however many that were', () => {
    for (const standing of [0, 250]) {
      const alarm = quiet();
      for (let minute = NOON - 20; minute < NOON; minute++) alarm.settle(standing, minute);
      alarm.take(NOON, [row(5_000, { darkCleared: 100 })], usual());
      alarm.settle(standing + 100, NOON + 1);
      expect(alarm.open).toBeDefined();
      alarm.settle(standing + 19, NOON + 2);
      expect(alarm.open).toBeUndefined();
    }
  });

  it('is over after a day, though the devices stay away', () => {
    const alarm = quiet();
    alarm.take(NOON, [row(5_000, { darkCleared: 100 })], usual());
    alarm.settle(100, NOON + 1_439);
    expect(alarm.open).toBeDefined();
    alarm.settle(100, NOON + 1_440);
    expect(alarm.open).toBeUndefined();
  });

  it('needs no more at the end of the day than at its beginning', () => {
    const needed = (minute: number) => {
      for (let silent = 1; ; silent++) {
        const alarm = new FleetAlarm();
        alarm.take(minute, [row(2_000, { darkCleared: silent })], usual());
        if (alarm.open) return silent;
      }
    };
    const midnight = NOON - (NOON % 1_440);
    expect(needed(midnight + 1_439)).toBe(needed(midnight));
  });

  it('names the regions that are silent, and no other', () => {
    const alarm = quiet();
    alarm.take(NOON, [row(5_000, { darkCleared: 100 }), { ...row(5_000), region: 2 }], usual());
    expect(alarm.open?.regions).toEqual([1]);
    alarm.take(NOON + 1, [row(100), { ...row(5_000, { darkCleared: 100 }), region: 2 }], usual());
    expect(alarm.open).toEqual({ since: NOON, regions: [1, 2] });
  });

  it('goes on after a restart', () => {
    const before = quiet();
    const after = new FleetAlarm(JSON.parse(JSON.stringify(before.save())));
    for (const alarm of [before, after]) alarm.take(NOON, [row(5_000, { darkCleared: 100 })], usual());
    expect(after.save()).toEqual(before.save());
  });
});
