import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, listed, percent, percentRange, plural } from './number.ts';
import { clock, clockSeconds, dayAndYear, duration, when, type Zone, zoneName } from './time.ts';

describe('numbers', () => {
  test.each([
    [0, '0\u00a0%'],
    [0.00005, '<0.01\u00a0%'],
    [0.0005, '0.05\u00a0%'],
    [0.003, '0.3\u00a0%'],
    [0.01, '1\u00a0%'],
    [0.075, '7.5\u00a0%'],
    [0.34, '34\u00a0%'],
    [0.994, '99\u00a0%'],
    [0.998, '99.8\u00a0%'],
    [0.99999, '>99.9\u00a0%'],
    [1, '100\u00a0%'],
  ])('share %f reads %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  test('an interval names both ends, or one where they read the same', () => {
    expect(percentRange(0.29, 0.4)).toBe('29–40\u00a0%');
    expect(percentRange(0.391, 0.392)).toBe('39\u00a0%');
  });

  test('counts are grouped and agree with their noun', () => {
    expect(count(57_912)).toBe('57,912');
    expect([plural(1, 'device'), plural(2, 'device')]).toEqual(['1 device', '2 devices']);
  });

  test.each([
    [[], ''],
    [['Canary'], 'Canary'],
    [['Canary', 'Pilot'], 'Canary and Pilot'],
    [['Canary', 'Pilot', 'Early'], 'Canary, Pilot and Early'],
  ])('lists %j as %s', (words, text) => {
    expect(listed(words)).toBe(text);
  });
});

describe('times', () => {
  const at = Date.UTC(2024, 6, 19, 4, 31, 12);

  test('are in UTC unless asked otherwise, and say so', () => {
    expect([clock(at, 'utc'), clockSeconds(at, 'utc'), zoneName('utc', at)]).toEqual(['04:31', '04:31:12', 'UTC']);
  });

  test.each<Zone>(['utc', 'local'])('read in %s as the browser would write them', (zone) => {
    const british = new Intl.DateTimeFormat('en-GB', {
      ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
      hourCycle: 'h23',
      ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
    });
    const ours = (ms: number) => `${dayAndYear(ms, zone)}, ${clockSeconds(ms, zone)}`;
    // Years in which all zones are whole minutes apart.
    const times = fc.integer({ min: Date.UTC(1980), max: Date.UTC(2100) });
    fc.assert(fc.property(times, (ms) => ours(ms) === british.format(ms).replace('Sept', 'Sep')));
  });

  test('of another day carry the day', () => {
    expect(when(at, at + 60_000, 'utc')).toBe('04:31');
    expect(when(at, at + 86_400_000, 'utc')).toBe('19 Jul 04:31');
  });

  test.each([
    [-5, '0 s'],
    [47_999, '47 s'],
    [180_000, '3 min'],
    [8_280_000, '2 h 18 min'],
    [7_200_000, '2 h'],
    [273_600_000, '3 d 4 h'],
  ])('%i ms read %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
