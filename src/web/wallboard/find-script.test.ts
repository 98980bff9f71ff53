import { expect, test } from 'vitest';
import { scriptIn } from './find-script.ts';

test.each([
  ['<script type="module" crossorigin src="/assets/index-AbC.js"></script>', '/assets/index-AbC.js'],
  ['<script src="/assets/index-AbC.js" type="module"></script>', '/assets/index-AbC.js'],
  ['<script src="/old.js"></script>', null],
  ['{"detail":"Not found"}', null],
])('finds in %s the script %s', (page, script) => {
  expect(scriptIn(page)).toBe(script);
});
