import { describe, expect, test } from 'vitest';
import { content291, edge, failing } from '../fixtures/failing.ts';
import { failingPage } from '../fixtures/update-pages.ts';
import { type Blame, blameIn, blameOf, sayCulprit } from './say-culprit.ts';

const A = { id: content291.id, name: '291', lnAdjusted: Math.log(80_500) };
const B = { id: edge.id, name: 'Edge', lnAdjusted: Math.log(300) };
const blame = (some: Partial<Blame>): Blame => ({ verdict: 'culprit', who: [A], explained: [], ...some });

test('the board and the page of an update blame alike', () => {
  expect(blameOf(failingPage)).toEqual(blameIn(failing));
});

describe('who explains the failures', () => {
  test.each<[string, Blame, string]>([
    [
      'one, and another needs no blame',
      blame({ explained: ['B'] }),
      '291 explains the failures (1 in 80,000 with B held fixed). B is not needed to explain them.',
    ],
    [
      'one, and many others need none',
      blame({ explained: ['B', 'C', 'D', 'E', 'F'] }),
      '291 explains the failures (1 in 80,000 with B, C, D and 2 more held fixed). B, C, D and 2 more are not needed to explain them.',
    ],
    ['two, each without the other', blame({ who: [A, B] }), 'Edge fails without it as well.'],
    ['one alone', blame({}), ''],
    ['only both together', blame({ verdict: 'combination', who: [A, B] }), 'Only the combination 291 + Edge fails.'],
    [
      'one of two that cannot be told apart',
      blame({ verdict: 'inseparable', who: [A, B] }),
      '291 and Edge were installed together where they fail: the data cannot tell which. Pause both, or send 291 alone to 20 devices.',
    ],
    ['nobody yet', blame({ verdict: 'prime-suspect' }), ''],
  ])('is %s', (_, given, sentence) => {
    expect(sayCulprit(given, content291)).toBe(sentence);
  });

  test('is not said of an update that nobody suspects', () => {
    expect(sayCulprit(blame({ explained: ['B'] }), edge)).toBe('');
    expect(sayCulprit(blame({ verdict: 'inseparable', who: [A, B] }), { ...edge, id: 'c/c@1' })).toBe('');
  });

  test('is said of the one it clears, from its side', () => {
    expect(sayCulprit(blame({ explained: [edge.name] }), { ...edge, explainedBy: A.id })).toBe(
      '291 explains the failures (1 in 80,000 with Edge 126.0.2592 held fixed). Edge 126.0.2592 is not needed to explain them.',
    );
  });
});
