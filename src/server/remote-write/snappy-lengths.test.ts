import fc from 'fast-check';
import SnappyJS from 'snappyjs';
import { expect, it } from 'vitest';
import { hasSoundLengths } from './snappy-lengths.ts';

it('takes whatever was packed', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.nat(9), (parts, times) => {
      const text = Uint8Array.from(parts.flatMap((part) => Array.from({ length: times + 1 }, () => [...part]).flat()));
      expect(hasSoundLengths(SnappyJS.compress(text))).toBe(true);
    }),
  );
});

it('takes no literal that is longer than what follows, however long', () => {
  for (const length of [
    [0x05, 0, 0, 0],
    [0xf6, 0xff, 0xff, 0xff],
    [0xff, 0xff, 0xff, 0x7f],
  ]) {
    expect(hasSoundLengths(Uint8Array.from([10, 63 << 2, ...length, 1, 2, 3]))).toBe(false);
  }
  expect(hasSoundLengths(Uint8Array.from([3, 63 << 2, 2, 0, 0, 0, 1, 2, 3]))).toBe(true);
});
