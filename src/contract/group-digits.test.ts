import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupDigits } from './group-digits.ts';

test('groups digits as people in English do', () => {
  const english = new Intl.NumberFormat('en-US');
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => groupDigits(value) === english.format(value)));
  expect(groupDigits(1_000)).toBe('1,000');
});
