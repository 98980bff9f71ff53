import { expect, test } from 'vitest';
import type { UpdateFacts } from '#contract/update.ts';
import { createDictionaries } from './dictionaries.ts';
import { compileTarget, isSameTarget } from './target.ts';

test('targets are the same where every label has the same values', () => {
  const dictionaries = createDictionaries([]);
  for (const value of ['a', 'b', 'c']) for (const label of ['os', 'sector'] as const) dictionaries[label].code(value);
  const same = (one: UpdateFacts['target'], other: UpdateFacts['target']) =>
    isSameTarget(compileTarget(one, dictionaries), compileTarget(other, dictionaries));
  expect(same(undefined, {})).toBe(true);
  expect(same({ os: ['a', 'b'] }, { os: ['b', 'a'] })).toBe(true);
  expect(same({ os: ['a'] }, undefined)).toBe(false);
  expect(same({ os: ['a'] }, { os: ['b'] })).toBe(false);
  expect(same({ os: ['a'] }, { os: ['a', 'b'] })).toBe(false);
  expect(same({ os: ['a'] }, { sector: ['a'] })).toBe(false);
  expect(same({ os: ['a'], sector: ['c'] }, { sector: ['c'], os: ['a'] })).toBe(true);
});
