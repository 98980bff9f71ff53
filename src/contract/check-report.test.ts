import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkReport } from './check-report.ts';
import { Report } from './report.ts';

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('', 'x'.repeat(200), 'x'.repeat(201), '\u{1f5a5}'.repeat(100)),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 65_535, 65_536, 8.64e15, 8.65e15, Number.NaN, Number.POSITIVE_INFINITY),
  fc.integer(),
);
const anything = fc.oneof(text, number, fc.constantFrom(null, undefined, true, [], {}));
/** Mostly right, wrong in any one way. */
const raw = fc.record(
  {
    device: fc.oneof({ weight: 9, arbitrary: text }, anything),
    at: fc.oneof({ weight: 9, arbitrary: number }, anything),
    kind: fc.oneof(
      { weight: 9, arbitrary: fc.constant('heartbeat') },
      fc.constantFrom('boot.started', 'crash', 'gone', 'x'),
    ),
    boot: fc.oneof({ weight: 9, arbitrary: text }, anything),
    everySec: fc.oneof({ weight: 9, arbitrary: number }, anything),
    id: text,
    labels: fc.constantFrom({ ring: 'Canary' }, { ring: '' }),
    uptimeMs: number,
    updates: fc.constantFrom([], ['vendor/name@1'], ['none']),
    foreign: anything,
  },
  { requiredKeys: ['device', 'at', 'kind', 'boot'] },
);

/** Nothing but what a plain heartbeat has, at its bounds. */
const plain = fc.record(
  { device: text, at: number, kind: fc.constant('heartbeat'), boot: text, everySec: number },
  { requiredKeys: ['device', 'at', 'kind', 'boot'] },
);

it('says of any value what the schema says', () => {
  fc.assert(
    fc.property(fc.oneof(raw, plain, fc.anything()), (value) => {
      const asked = Report.safeParse(value);
      const checked = checkReport(value);
      if (asked.success) expect(checked).toEqual(asked.data);
      else expect(checked).toHaveProperty('issues', asked.error.issues);
    }),
    { numRuns: 2_000 },
  );
});

it('takes a plain heartbeat as it is, without a copy', () => {
  const heartbeat = { device: 'd', at: 1, kind: 'heartbeat', boot: 'b', everySec: 60 };
  expect(checkReport(heartbeat)).toBe(heartbeat);
  expect(checkReport({ ...heartbeat, foreign: 1 })).toEqual(heartbeat);
});
