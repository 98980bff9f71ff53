import { expect, test } from 'vitest';
import { counts } from '../fixtures/build.ts';
import { pausedPage } from '../fixtures/update-pages.ts';
import { prepareRollout } from './prepare-rollout.ts';
import { prepareTiles } from './prepare-tiles.ts';

test('the tiles are the row of all rings', () => {
  const { total } = prepareRollout(pausedPage, { asOf: pausedPage.asOf, zone: 'utc' });
  const { exposed, pending, looping, silent, recovered } = total;
  expect(prepareTiles(pausedPage).map(({ figure }) => figure)).toEqual(
    [exposed, pending, looping, silent, recovered].map(({ value }) => value),
  );
  expect(prepareTiles(pausedPage).map(({ unit }) => unit)).toEqual([
    'of 61,050 it is meant for',
    'of 4,436 exposed',
    'of 4,436 exposed',
    'of 4,436 exposed',
    'of 1,157 down or recovered',
  ]);
});

test('a device that falls down again is counted once, and not as ever down', () => {
  const recovered = (some: Parameters<typeof counts>[0]) =>
    prepareTiles({ id: 'a/x@1', counts: counts(some), targeted: 100 }).at(-1);
  const struck = { checked: 60, loopingChecked: 10, silentChecked: 2 };
  expect(recovered({ ...struck, recovered: 8 })).toMatchObject({ figure: '8', unit: 'of 20 down or recovered' });
  // One of the recovered loops again: it moves over, and no sum of the past is claimed.
  expect(recovered({ ...struck, loopingChecked: 11, recovered: 7 })).toMatchObject({
    figure: '7',
    unit: 'of 20 down or recovered',
  });
  // Another is retired: of those still here the sentence stays true.
  expect(recovered({ ...struck, loopingChecked: 11, recovered: 6 })?.unit).toBe('of 19 down or recovered');
  expect(recovered({})?.unit).toBe('');
});

test('says what is not counted', () => {
  const lines = prepareTiles({ id: 'a/x@1', counts: counts({ waiting: 12, censored: 3 }), targeted: 100 }).map(
    ({ line }) => line,
  );
  expect(lines[0]).toContain('Not counted: 12 waiting for a restart');
  expect(lines[1]).toContain('3 switched off before it was due');
});

test('says by how many the figures differ from the verdict, which speaks of the checked', () => {
  const some = counts({ pending: 20, checked: 60, looping: 13, loopingChecked: 10, silent: 2, silentChecked: 2 });
  const [, , looping, silent] = prepareTiles({ id: 'a/x@1', counts: some, targeted: 100 });
  expect(looping?.line).toMatch(/were seen\. Checked are all but 3 of them\.$/);
  expect(silent?.line).toMatch(/nothing came\.$/);
});
