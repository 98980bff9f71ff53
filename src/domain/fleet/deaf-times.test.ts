import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterDeaf, type DeafTimes, withDeaf } from './deaf-times.ts';

const HOUR_SEC = 3_600;
const time = fc
  .record({ from: fc.integer({ min: 1_000, max: 200_000 }), lasts: fc.integer({ min: 1, max: 5_000 }) })
  .map(({ from, lasts }) => ({ from, until: from + lasts }));
const all = (times: DeafTimes): DeafTimes => times.reduce<DeafTimes>(withDeaf, []);

describe('times in which nobody listened', () => {
  it('give what fell due a whole silence, each after the other where that runs into the next', () => {
    const times = all([
      { from: 1_000, until: 2_000 },
      { from: 2_030, until: 2_040 },
    ]);
    expect(afterDeaf(times, 900, 180)).toBe(900);
    expect(afterDeaf(times, 1_500, 180)).toBe(2_220);
    expect(afterDeaf(times, 1_500, 20)).toBe(2_020);
    expect(afterDeaf(times, 2_035, 20)).toBe(2_060);
    expect(afterDeaf(times, 2_300, 180)).toBe(2_300);
  });

  it('are the same in whatever order and however often they are told, in order and apart', () => {
    fc.assert(
      fc.property(fc.array(time, { maxLength: 12 }), fc.func(fc.integer()), (told, order) => {
        const times = all(told);
        const shuffled = told.toSorted((a, b) => order(a.from) - order(b.from));
        expect(all([...shuffled, ...told])).toEqual(times);
        for (const [nth, { from, until }] of times.entries()) {
          expect(from).toBeLessThan(until);
          if (nth > 0) expect(from).toBeGreaterThan(times[nth - 1].until);
        }
      }),
    );
  });

  it('are few however many there were, and never excuse less for it', () => {
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 60, maxLength: 80 }),
        fc.nat(200_000),
        fc.nat(400),
        (told, due, silence) => {
          const times = all(told);
          expect(times.length).toBeLessThanOrEqual(16);
          const by = (some: DeafTimes) => afterDeaf(some, due, silence);
          expect(by(times)).toBeGreaterThanOrEqual(by(told.toSorted((a, b) => a.from - b.from)));
        },
      ),
    );
  });

  it('are forgotten once no silence reaches back to them', () => {
    const old = { from: 1_000, until: 2_000 };
    const added = { from: 97 * HOUR_SEC, until: 98 * HOUR_SEC };
    expect(withDeaf([old], added)).toEqual([added]);
    expect(withDeaf([old], { from: 80 * HOUR_SEC, until: 90 * HOUR_SEC })).toHaveLength(2);
  });
});
