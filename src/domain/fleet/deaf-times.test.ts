import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterDeaf, type DeafTimes, withDeaf } from './deaf-times.ts';

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

  it('are the last 64', () => {
    const many = Array.from({ length: 70 }, (_, nth) => ({ from: nth * 100, until: nth * 100 + 10 }));
    expect(all(many)).toEqual(many.slice(-64));
  });
});
