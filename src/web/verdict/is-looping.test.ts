import { expect, test } from 'vitest';
import { isLooping } from './is-looping.ts';

test.each([
  [0, 6, false],
  [1, 0, true],
  [1, 2, false],
  [2, 3, false],
  [3, 4, true],
  [11, 17, true],
  [240, 720, true],
  [240, 721, false],
])('%i seen to loop and %i silent: %s', (looping, silent, said) => {
  expect(isLooping(looping, silent)).toBe(said);
});
