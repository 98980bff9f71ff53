import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Suspensions } from './suspensions.ts';

const REGION = 3;
const MOST = 1_800;

/** Spans of seconds that do not overlap, in order. */
const spans = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 2_500 })), { maxLength: 5 })
  .map((pairs) => {
    let at = 1_000;
    return pairs.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return { from, until: at };
    });
  });

/** A clock that stands still in the spans, for half an hour in all at most. */
function countedOut(all: readonly { from: number; until: number }[], start: number, horizon: number): number {
  let at = start;
  let left = horizon;
  for (let stood = 0; left > 0; at++) {
    if (stood < MOST && all.some(({ from, until }) => at >= from && at < until)) stood++;
    else left--;
  }
  return at;
}

it('is due when a clock has run out that stands still while telemetry is impaired', () => {
  fc.assert(
    fc.property(
      spans,
      fc.integer({ min: 900, max: 6_000 }),
      fc.integer({ min: 1, max: 900 }),
      (all, start, horizon) => {
        const suspensions = new Suspensions();
        for (const { from, until } of all) {
          suspensions.begin(REGION, from);
          suspensions.end(REGION, until);
        }
        const saved = new Suspensions(JSON.parse(JSON.stringify(suspensions.save())));
        for (const each of [suspensions, saved]) {
          expect(each.dueAfter(REGION, start, horizon)).toBe(countedOut(all, start, horizon));
          expect(each.dueAfter(REGION + 1, start, horizon)).toBe(start + horizon);
        }
      },
    ),
  );
});

it('waits half an hour for telemetry that does not come back', () => {
  const suspensions = new Suspensions();
  suspensions.begin(REGION, 1_000);
  suspensions.begin(REGION, 1_060);
  expect([...suspensions.open]).toEqual([REGION]);
  expect(suspensions.dueAfter(REGION, 900, 240)).toBe(900 + 240 + MOST);
  expect(suspensions.dueAfter(REGION, 700, 240)).toBe(940);
  suspensions.end(REGION, 1_100);
  expect(suspensions.dueAfter(REGION, 900, 240)).toBe(1_240);
});
