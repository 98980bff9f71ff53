import fc from 'fast-check';
import { expect, it } from 'vitest';
import { updateIdFromParts, updateIdFromPath, updateIdToParts, updateIdToPath } from './update-address.ts';

const part = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !/[/@#~\s\n]/u.test(text));
const anyId = fc
  .tuple(part, part, part, fc.constantFrom('', '#2', '#17'))
  .map(([vendor, product, version, again]) => `${vendor}/${product}@${version}${again}`);

it('finds every id again in its path, as parts and encoded', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      expect(updateIdFromParts(updateIdToParts(id))).toBe(id);
      expect(updateIdFromPath(updateIdToPath(id))).toBe(id);
      expect(decodeURIComponent(updateIdToPath(id))).toBe(updateIdToParts(id));
    }),
  );
});

it.each(['', 'a', 'a~b', 'a~b~', '~b~1', 'a~b~1~2', 'a~b/c~1'])('takes no id from %j', (text) => {
  expect([updateIdFromParts(text), updateIdFromPath(text)]).toEqual([undefined, undefined]);
});
