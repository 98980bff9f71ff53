import { describe, expect, test } from 'vitest';
import { at, counts, inRing } from '../fixtures/build.ts';
import { content291, failing } from '../fixtures/failing.ts';
import { paused291 } from '../fixtures/states.ts';
import { intervalScale } from './interval-scale.ts';
import { prepareLink } from './prepare-link.ts';
import { prepareRingCard } from './prepare-ring-card.ts';
import { prepareSpark } from './prepare-spark.ts';

test.each([
  [[], 0.02],
  [[0.004, 0.02], 0.02],
  [[0.004, 0.033], 0.1],
  [[0.57, 0.03], 0.6],
  [[0.61], 1],
])('the interval scale for %j ends at %f', (highs, end) => {
  expect(intervalScale(highs)).toBe(end);
});

describe('a ring card', () => {
  const ring = { ring: 'Canary', devices: 50, conditions: { healthy: 40, looping: 2, silent: 1, off: 5, unknown: 2 } };
  const card = (state: Parameters<typeof inRing>[2]) =>
    prepareRingCard(
      ring,
      { ...content291, rings: [inRing('Canary', 50, state)] },
      { snapshot: failing, scale: 0.6, zone: 'utc' },
    );

  test.each([
    ['Not started', {}],
    ['Not enough data', { counts: counts({ checked: 9, loopingChecked: 9 }) }],
    ['Running', { counts: counts({ checked: 50 }), interval: { low: 0, high: 0.06 } }],
    [
      'Boot-looping',
      { counts: counts({ checked: 50, loopingChecked: 17, silentChecked: 4 }), interval: { low: 0.2, high: 0.6 } },
    ],
    [
      'Going silent',
      { counts: counts({ checked: 50, loopingChecked: 4, silentChecked: 17 }), interval: { low: 0.2, high: 0.6 } },
    ],
    ['Paused', { counts: counts({ checked: 50, loopingChecked: 17 }), state: 'paused' as const }],
  ])('says %s', (word, state) => {
    expect(card(state).chip.word).toBe(word);
  });

  test('shows no share below ten checked', () => {
    expect(card({ counts: counts({ checked: 9, loopingChecked: 2 }) })).toMatchObject({
      figure: null,
      caption: '2 of 9 checked down; 10 needed to judge',
    });
  });

  test('says for when a ring is planned, and when that has passed', () => {
    expect(card({ plannedAt: at(60) }).caption).toBe('planned for 05:09');
    expect(card({ plannedAt: at(0) }).caption).toBe('was planned for 04:09');
  });

  test('without an update shows what its devices are doing', () => {
    expect(prepareRingCard(ring, undefined, { snapshot: failing, scale: 0.02, zone: 'utc' })).toMatchObject({
      figure: '7.0',
      caption: 'down · 3 of 43 switched on',
    });
  });
});

test('a link is held where the next ring is paused, and tells when it began', () => {
  expect(prepareLink(paused291.rings[2], 'Early', 'utc')).toMatchObject({ held: true, time: '04:16' });
  expect(prepareLink(content291.rings[3], 'Broad', 'utc')).toMatchObject({ held: false, time: '04:26' });
});

test('a sparkline breaks where too few were checked', () => {
  const line = { key: 'Canary', of: [20, 20, 5, null, 20, 20], down: [1, 2, 2, null, 3, 4], installed: [] };
  expect(prepareSpark(line, { first: 0, last: 5 }, 0.003)?.pieces).toHaveLength(2);
  expect(prepareSpark({ ...line, of: [1, 1, 1, 1, 1, 1] }, { first: 0, last: 5 }, null)).toBeNull();
});
