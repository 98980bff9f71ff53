import { describe, expect, it } from 'vitest';
import { outageOf } from './outage.ts';

const HOUR = 3_600_000;
const T0 = Date.UTC(2024, 6, 19, 14);
const over = { regions: ['North'], from: T0, until: T0 + HOUR };
const open = { regions: [], from: T0 + 3 * HOUR, until: null };
const stand = { judgement: 'ok', firstSeenAt: T0 - HOUR, silent: 8 } as const;

describe('an outage is told of with an update', () => {
  it('that has silent devices and is not blamed, the newest first', () => {
    expect(outageOf([over], stand, T0 + 2 * HOUR)).toEqual(over);
    expect(outageOf([over, open], stand, T0 + 4 * HOUR)).toEqual(open);
  });

  it.each([
    ['it is blamed', { ...stand, judgement: 'failing' as const }, T0 + 2 * HOUR],
    ['another explains it', { ...stand, judgement: 'explained' as const }, T0 + 2 * HOUR],
    ['hardly a device is silent', { ...stand, silent: 2 }, T0 + 2 * HOUR],
    ['it came after the outage', { ...stand, firstSeenAt: T0 + 2 * HOUR }, T0 + 3 * HOUR],
    ['nobody has it', { ...stand, firstSeenAt: null }, T0 + 2 * HOUR],
    ['that is long over', stand, T0 + 26 * HOUR],
  ])('not when %s', (_, given, asOf) => {
    expect(outageOf([over], given, asOf)).toBeNull();
  });
});
