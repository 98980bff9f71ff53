import { expect, test } from 'vitest';
import { failing } from '../fixtures/failing.ts';
import { drill, healthy, noDevices, paused } from '../fixtures/states.ts';
import { pollInterval } from '../queries/poll-interval.ts';
import { signOfFleet } from '../shell/tab-sign.ts';
import { freshness } from './freshness.ts';
import { ageBetween } from './instant.ts';

test.each([
  [0, 2_000, 'live'],
  [2_900, 2_000, 'live'],
  [3_500, 2_000, 'late'],
  [5_100, 2_000, 'stale'],
  [12_000, 10_000, 'late'],
  [21_500, 10_000, 'stale'],
])('after %i ms at a poll every %i ms the data is %s', (age, every, word) => {
  expect(freshness(age, every)).toBe(word);
});

test('neither a sleeping laptop nor a clock set back makes data look younger', () => {
  const then = { elapsed: 1_000, clock: 1_000_000 };
  expect(ageBetween(then, { elapsed: 1_500, clock: 1_600_000 })).toBe(600_000);
  expect(ageBetween(then, { elapsed: 61_000, clock: 400_000 })).toBe(60_000);
  expect(ageBetween(then, { elapsed: 1_000, clock: 999_000 })).toBe(0);
});

test('the board asks often while something is going on and seldom when all is calm', () => {
  expect([failing, paused, drill, noDevices].map((picture) => pollInterval(picture, false))).toEqual([
    2_000, 2_000, 2_000, 2_000,
  ]);
  expect(pollInterval(healthy, false)).toBe(10_000);
  expect(pollInterval(healthy, true)).toBe(2_000);
  expect(pollInterval(undefined, false)).toBe(2_000);
});

test('the tab carries the alarm', () => {
  expect(signOfFleet(failing, 'live')).toEqual({ title: '291 failing · Bootwatch', badge: 'failing' });
  expect(signOfFleet(drill, 'late', 'Updates').title).toBe('DRILL · 291 failing · Updates · Bootwatch');
  expect(signOfFleet(healthy, 'stale')).toEqual({ title: 'No answer · Bootwatch', badge: 'stale' });
  expect(signOfFleet(healthy, 'live', 'Updates')).toEqual({ title: 'Updates · Bootwatch', badge: 'calm' });
});
