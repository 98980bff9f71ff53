import { expect, test } from 'vitest';
import { nearName } from './near-name.ts';

test.each([
  ['prot', ['port', 'host', 'data'], 'port'],
  ['lables', ['label', 'labels'], 'labels'],
  ['Every-Sec', ['everySec'], 'everySec'],
  ['hots', ['host'], 'host'],
  ['colour', ['port', 'host'], undefined],
  ['ab', ['abcdefgh'], undefined],
  ['', ['a'], undefined],
  [`${'x'.repeat(60)}y`, [`${'x'.repeat(60)}z`], `${'x'.repeat(60)}z`],
])('%s of %j', (name, known, near) => {
  expect(nearName(name, known)).toBe(near);
});
