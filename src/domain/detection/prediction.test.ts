import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csProportion } from './interval.ts';
import { lnGamma } from './ln-gamma.ts';
import { binomialQuantile, predictFailures } from './prediction.ts';

/** P(X <= k), summed term by term. */
function atMost(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(lnGamma(n + 1) - lnGamma(i + 1) - lnGamma(n - i + 1) + i * Math.log(p) + (n - i) * Math.log(1 - p));
  }
  return sum;
}

test.each([
  [0.025, 10, 0.5, 2],
  [0.975, 10, 0.5, 8],
  [0.5, 100, 0.01, 1],
  [0.975, 1, 0.5, 1],
  [0.975, 0, 0.5, 0],
  [0.975, 50, 0, 0],
  [0.025, 50, 1, 50],
])('the %d quantile of %i devices at %d is %i', (q, n, p, quantile) => {
  expect(binomialQuantile(q, n, p)).toBe(quantile);
});

test('a quantile is the first count that is enough', () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 1, max: 400 }),
      share,
      (q, n, p) => {
        const k = binomialQuantile(q, n, p);
        expect(atMost(k, n, p)).toBeGreaterThanOrEqual(q - 1e-9);
        if (k > 0) expect(atMost(k - 1, n, p)).toBeLessThan(q + 1e-9);
      },
    ),
  );
});

test('8.5 million devices take no longer than a moment, and lie where the normal curve says', () => {
  const [n, p] = [8_500_000, 0.4];
  const sd = Math.sqrt(n * p * (1 - p));
  expect(Math.abs(binomialQuantile(0.975, n, p) - (n * p + 1.959964 * sd))).toBeLessThan(2);
});

test('a prediction holds as often as it says, wherever in its interval the share is', () => {
  // A quarter of the 5 % on each side: the rest is for a share outside its interval.
  const tail = 0.0125 + 1e-9;
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 2_000 }),
      fc.integer({ min: 1, max: 2_000 }),
      fc.nat(100),
      (n, more, of100) => {
        const x = Math.round((n * of100) / 100);
        const { lo, hi } = predictFailures({ x, n, more });
        const share = csProportion({ x, n });
        for (const p of [share.lo, (share.lo + share.hi) / 2, share.hi].filter((p) => p > 0 && p < 1)) {
          expect(1 - atMost(hi, more, p)).toBeLessThan(tail);
          expect(lo === 0 ? 0 : atMost(lo - 1, more, p)).toBeLessThan(tail);
        }
        expect([lo >= 0, hi <= more]).toEqual([true, true]);
      },
    ),
    // One more device after hundreds that came up will come up: its whole share would be a device too many.
    {
      numRuns: 300,
      examples: [
        [593, 1, 0],
        [2_000, 1, 100],
      ],
    },
  );
  // The chance, over the checked and the pending together, that the pending are outside: summed, not drawn.
  const [n, more, p] = [40, 30, 0.3];
  let outside = 0;
  for (let x = 0; x <= n; x++) {
    const { lo, hi } = predictFailures({ x, n, more });
    const chance = atMost(x, n, p) - (x === 0 ? 0 : atMost(x - 1, n, p));
    outside += chance * (1 - atMost(hi, more, p) + (lo === 0 ? 0 : atMost(lo - 1, more, p)));
  }
  expect(outside).toBeLessThan(0.05);
});
