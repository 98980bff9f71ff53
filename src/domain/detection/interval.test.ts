import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csProportion } from './interval.ts';
import { lnGamma } from './ln-gamma.ts';

describe('lnGamma', () => {
  it.each([
    [1, 0],
    [14.999, 25.188546870546926],
    [15, 25.191221182738683],
    [1000, 5905.220423209181],
    [8_500_000.5, 127122403.05135316],
  ])('of %d', (x, expected) => {
    expect(Math.abs(lnGamma(x) - expected)).toBeLessThan(1e-9 + 1e-12 * Math.abs(expected));
  });
});

describe('csProportion', () => {
  it.each([
    [0, 50, 0, 0.10464247710451502],
    [0, 1, 0, 0.975],
    [1, 1, 0.025, 1],
    [4, 52, 0.008910194732128436, 0.24912225809447597],
    [25_500, 8_500_000, 0.002912092174278653, 0.003089654022000061],
    [0, 0, 0, 1],
  ])('%d of %d', (x, n, lo, hi) => {
    const interval = csProportion({ x, n });
    expect(interval.lo).toBeCloseTo(lo, 9);
    expect(interval.hi).toBeCloseTo(hi, 9);
  });

  it('holds the observed share and narrows as devices are added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const x = Math.round(share * n);
        const small = csProportion({ x, n });
        const large = csProportion({ x: x * 10, n: n * 10 });
        expect(small.lo).toBeLessThanOrEqual(x / n);
        expect(small.hi).toBeGreaterThanOrEqual(x / n);
        expect(large.hi - large.lo).toBeLessThanOrEqual(small.hi - small.lo);
      }),
    );
  });
});
