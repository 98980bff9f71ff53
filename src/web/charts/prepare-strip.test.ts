import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '#contract/log.ts';
import { at, hold } from '../fixtures/build.ts';
import { failing, failingSeries } from '../fixtures/failing.ts';
import { paused291 } from '../fixtures/states.ts';
import { prepareEvents } from './prepare-events.ts';
import { prepareRolloutCharts } from './prepare-rollout-charts.ts';
import { prepareStrip, toPieces } from './prepare-strip.ts';
import { chosenWindow, FEWEST_CHOSEN, partOf } from './prepare-window.ts';

const MINUTE = 60_000;
const minutesAround = fc.integer({ min: -400, max: 400 }).map((n) => `${new Date(at(n)).toISOString().slice(0, 16)}Z`);
const partsOfAnAddress = fc.oneof(
  fc.nat(9_999).map((minutes) => `${minutes}m`),
  fc.tuple(minutesAround, minutesAround).map((ends) => ends.join('~')),
);

describe('the chosen part', () => {
  const grid = { from: at(0), stepMs: MINUTE, points: 180 };
  const later = { ...grid, from: at(100) };

  test('goes on with the time while it reaches up to the present', () => {
    expect(partOf({ first: 119, last: 179 }, grid)).toBe('60m');
    expect(partOf({ first: 0, last: 179 }, grid)).toBe('all');
    for (const { from } of [grid, later]) {
      expect(chosenWindow('60m', { ...grid, from })).toEqual({ first: 119, last: 179, cropped: true });
      expect(chosenWindow('all', { ...grid, from })).toEqual({ first: 0, last: 179, cropped: false });
      expect(chosenWindow(null, { ...grid, from })).toBeNull();
    }
    const tenMinutes = { from: at(0), stepMs: 10 * MINUTE, points: 144 };
    expect(chosenWindow('600m', tenMinutes)).toEqual({ first: 83, last: 143, cropped: true });
  });

  test('stays where it is in the past, until it has left the range', () => {
    const part = '2024-07-19T06:08Z~2024-07-19T06:53Z';
    expect(partOf({ first: 119, last: 164 }, grid)).toBe(part);
    expect(chosenWindow(part, grid)).toEqual({ first: 119, last: 164, cropped: true });
    expect(chosenWindow(part, later)).toEqual({ first: 19, last: 64, cropped: true });
    expect(chosenWindow(part, { ...grid, from: at(150) })).toEqual({ first: 0, last: 14, cropped: false });
    expect(chosenWindow(part, { ...grid, from: at(165) })).toBeNull();
    expect(chosenWindow('2024-07-19T06:08Z~2024-07-99T06:53Z', grid)).toBeNull();
    expect(chosenWindow('2024-07-99T06:08Z~2024-07-19T06:53Z', grid)).toBeNull();
  });

  test('whatever the address says, is inside the range and long enough to draw', () => {
    fc.assert(
      fc.property(partsOfAnAddress, fc.integer({ min: 10, max: 300 }), (part, points) => {
        const window = chosenWindow(part, { ...grid, points });
        if (window === null) return;
        expect(window.first).toBeGreaterThanOrEqual(0);
        expect(window.last).toBeLessThan(points);
        expect(window.last - window.first).toBeGreaterThanOrEqual(FEWEST_CHOSEN);
      }),
    );
  });

  test('that ends before the present has no point still filling, and says no "now"', () => {
    const setting = {
      snapshot: failing,
      update: failing.updates[0],
      events: [],
      zone: 'utc' as const,
      widthPx: 600,
      present: 'now' as const,
    };
    const now = prepareRolloutCharts(failingSeries, { ...setting, part: null }).down;
    const past = prepareRolloutCharts(failingSeries, { ...setting, part: '2024-07-19T04:11Z~2024-07-19T04:26Z' }).down;
    expect(now.rows.at(-1)?.solid0).toBeNull();
    expect(now.xTicks.at(-1)?.text).toBe('04:31 now');
    expect(past.rows.at(-1)?.solid0).not.toBeNull();
    expect(past.rows.some((row) => row.dotted0 !== null)).toBe(false);
    expect(past.xTicks.at(-1)?.text).toBe('04:26');
    expect(past.rows).toHaveLength(16);
  });
});

test('the strip shows the whole range with the part in view, and a gap where nothing is known', () => {
  const shares = [null, 0, 0.1, null, 0.2];
  const window = { first: 1, last: 3, cropped: true };
  const strip = prepareStrip([{ ring: 'Canary', index: 0, shares }], {
    from: at(-4),
    stepMs: MINUTE,
    zone: 'utc',
    window,
  });
  expect(strip?.lines[0]?.pieces).toEqual(['25.00,23.0 50.00,12.5', '100.00,2.0']);
  expect([strip?.left, strip?.right, strip?.begins]).toEqual([0.25, 0.75, '04:05']);
  expect(strip?.timeOf(4)).toBe('04:09');
  expect(prepareStrip([], { from: 0, stepMs: MINUTE, zone: 'utc', window })).toBeNull();
});

test('a time of the day before says its day', () => {
  const shares = [0, 0.1, 0.2];
  const window = { first: 0, last: 2, cropped: false };
  const strip = prepareStrip([{ ring: 'Canary', index: 0, shares }], {
    from: at(-24 * 60),
    stepMs: 12 * 60 * MINUTE,
    zone: 'utc',
    window,
  });
  expect([0, 1, 2].map((point) => strip?.timeOf(point))).toEqual(['18 Jul 04:09', '18 Jul 16:09', '04:09']);
});

test('no known value is lost between the pieces of a line, and none joins two over a gap', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(9), { nil: null })), (shares) => {
      const pieces = toPieces(shares, (share, index) => `${index}:${share}`);
      const known = shares.flatMap((share, index) => (share === null ? [] : [`${index}:${share}`]));
      expect(pieces.flatMap((piece) => piece.split(' '))).toEqual(known);
      for (const piece of pieces) {
        const places = piece.split(' ').map((point) => Number(point.split(':')[0]));
        expect(places).toEqual(places.map((_, n) => (places[0] ?? 0) + n));
      }
    }),
  );
});

test('holds that were lifted stay in the chart, undone ones leave no trace, notes and rings come last', () => {
  const common = { wallAt: 0, actor: { kind: 'person' as const, name: 'Ops' }, update: paused291.id };
  const events = prepareEvents(
    { ...paused291, holds: [] },
    [
      { ...common, seq: 7, at: at(44) + 9_000, kind: 'note', text: 'and another', intent: 'n2' },
      { ...common, seq: 6, at: at(44), kind: 'note', text: 'a word', intent: 'n1' },
      { ...common, seq: 5, at: at(40), kind: 'hold_lifted', hold: 'h2', reason: 'fixed', undo: false },
      { ...common, seq: 4, at: at(30), kind: 'hold_placed', hold: 'h2', rings: 'all', reason: null },
      { ...common, seq: 3, at: at(25), kind: 'hold_lifted', hold: 'h1', reason: null, undo: true },
      { ...common, seq: 2, at: at(25), kind: 'hold_placed', hold: 'h1', rings: 'all', reason: null },
    ],
    'utc',
  );
  expect(events.map(({ word, time }) => `${word} ${time}`)).toEqual([
    'First seen 04:09',
    'Detected 04:21',
    'Paused 04:39',
    'Resumed 04:49',
    'Note 04:53',
    'Pilot 04:12',
    'Early 04:16',
    'Broad 04:26',
  ]);
});

test('a pause within the minute of the first install stands where that does, at the beginning of the minute', () => {
  const holds = [50_000, 33_000].map((late, n) => hold(paused291.id, { id: `h${n}`, placedAt: at(9) + late }));
  const events = prepareEvents({ ...paused291, firstSeenAt: at(9) + 31_000, holds }, [], 'utc');
  const here = events.filter(({ kind }) => kind === 'first seen' || kind === 'paused');
  expect(here.map((each) => [each.kind, each.at])).toEqual([
    ['first seen', at(9)],
    ['paused', at(9)],
  ]);
});

describe('the word for a lifted hold', () => {
  const common = { wallAt: 0, actor: { kind: 'person' as const, name: 'Ops' }, update: paused291.id };
  const placed = (seq: number, name: string) =>
    ({ ...common, seq, at: at(30 + seq), kind: 'hold_placed', hold: name, rings: 'all', reason: null }) as const;
  const lifted = (seq: number, name: string, undo = false) =>
    ({ ...common, seq, at: at(30 + seq), kind: 'hold_lifted', hold: name, reason: null, undo }) as const;
  const lifts = (holds: readonly string[], log: readonly LogEntry[]) =>
    prepareEvents({ ...paused291, holds: holds.map((id) => hold(paused291.id, { id })) }, log, 'utc')
      .filter(({ kind }) => kind === 'resumed')
      .map(({ word, time }) => `${word} ${time}`);

  test('tells whether another stood then, whatever stands today', () => {
    const log = [placed(1, 'a'), placed(2, 'b'), lifted(3, 'a'), lifted(4, 'b')];
    expect(lifts([], log)).toEqual(['Resumed 04:43', 'Hold lifted 04:42']);
    expect(lifts(['c'], [...log, placed(5, 'c')])).toEqual(['Resumed 04:43', 'Hold lifted 04:42']);
  });

  test('counts no hold that was taken back before', () => {
    expect(lifts([], [placed(1, 'a'), placed(2, 'b'), lifted(3, 'b', true), lifted(4, 'a')])).toEqual([
      'Resumed 04:43',
    ]);
    expect(lifts([], [placed(1, 'a'), placed(2, 'b'), lifted(3, 'a'), lifted(4, 'b', true)])).toEqual([
      'Hold lifted 04:42',
    ]);
  });

  test('counts no hold that was placed later and is not in the log yet', () => {
    const later = { ...paused291, holds: [hold(paused291.id, { id: 'c', placedAt: at(50) })] };
    const words = prepareEvents(later, [placed(1, 'a'), lifted(2, 'a')], 'utc').map(({ word }) => word);
    expect(words).toContain('Resumed');
  });

  test('knows of holds whose placing is no longer in the log', () => {
    expect(lifts(['old'], [lifted(4, 'a')])).toEqual(['Hold lifted 04:43']);
    expect(lifts([], [lifted(3, 'a'), lifted(4, 'old')])).toEqual(['Resumed 04:43', 'Hold lifted 04:42']);
  });
});
