import { describe, expect, test } from 'vitest';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateInRing, UpdateSummary } from '#contract/update.ts';
import { at, conditions, counts, evidence, inRing } from '../fixtures/build.ts';
import { content291, failing } from '../fixtures/failing.ts';
import { RING_CASES_AS_OF, ringCases } from '../fixtures/rings.ts';
import { healthy, paused291, unexplained } from '../fixtures/states.ts';
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

  test('shows no share below ten checked', () => {
    expect(card({ counts: counts({ checked: 9, loopingChecked: 2 }) })).toMatchObject({
      figure: null,
      caption: '2 of 9 checked down',
      captionMore: '; 10 needed to judge',
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

  test.each([
    [{ looping: 2, silent: 9 }, 'Going silent'],
    [{ looping: 9, silent: 2 }, 'Boot-looping'],
    [{ looping: 3, silent: 3 }, 'Boot-looping'],
    [{ looping: 0, silent: 3 }, 'Going silent'],
    [{ looping: 1, silent: 1 }, 'No update'],
    [{ healthy: 900, looping: 0, silent: 4 }, 'No update'],
    [{ healthy: 5, looping: 0, silent: 4 }, 'Not enough data'],
    [{ looping: 0, silent: 0 }, 'No update'],
  ])('says of a ring with %j that no update explains: %s', (down, word) => {
    const struck = { ...ring, conditions: { ...ring.conditions, ...down } };
    const chipIn = (snapshot: Snapshot) =>
      prepareRingCard(struck, undefined, { snapshot, scale: 0.02, zone: 'utc' }).chip.word;
    expect(chipIn(unexplained)).toBe(word);
    expect(chipIn(healthy)).toBe(word === 'Not enough data' ? word : 'No update');
  });

  test('says of a ring without devices that it has none', () => {
    const conditions = { healthy: 0, looping: 0, silent: 0, off: 0, unknown: 0 };
    const empty = { ...ring, devices: 0, conditions };
    expect(prepareRingCard(empty, undefined, { snapshot: failing, scale: 0.02, zone: 'utc' })).toMatchObject({
      chip: { word: 'No devices' },
      figure: null,
      caption: 'no device is in it',
    });
  });
});

describe('a ring says', () => {
  const setting = { snapshot: { ...failing, asOf: RING_CASES_AS_OF }, scale: 0.6, zone: 'utc' } as const;
  const card = (word: string, some: Partial<UpdateSummary> = {}, inIt: Partial<UpdateInRing> = {}) => {
    const found = ringCases.find((candidate) => candidate.word === word);
    if (!found?.update) throw new Error(`no ring says ${word}`);
    const rings = found.update.rings.map((ring) => ({ ...ring, ...inIt }));
    return prepareRingCard(found.ring, { ...found.update, ...some, rings }, setting);
  };

  test.each(ringCases)('$word', ({ word, ring, update }) => {
    expect(prepareRingCard(ring, update, setting).chip.word).toBe(word);
  });

  test('Pausing until no install was reported for two minutes, and how many there were', () => {
    expect(card('Pausing').note).toBe('31 installed after the pause, last at 04:36');
    expect(card('Pausing', {}, { lastInstallAt: at(26) }).chip.word).toBe('Paused');
    expect(card('Pausing', {}, { installsAfterHold: 0, lastInstallAt: at(20) })).toMatchObject({
      chip: { word: 'Paused' },
      note: 'none after the pause; last before it 04:29',
    });
    expect(card('Pausing', {}, { installsAfterHold: 0, lastInstallAt: null })).toMatchObject({
      chip: { word: 'Paused' },
      note: 'none installed after the pause',
    });
  });

  test('Watch where its interval is high but too few are down to say more', () => {
    const two = { counts: counts({ checked: 12, loopingChecked: 2 }), interval: { low: 0.012, high: 0.5 } };
    expect(card('Running', {}, two).chip.word).toBe('Watch');
    expect(card('Running', {}, { ...two, interval: { low: 0.004, high: 0.5 } }).chip.word).toBe('Running');
    expect(card('Watch', { judgement: 'ok' }).chip.word).toBe('Running');
    expect(card('Watch', { judgement: 'failing' }).chip.word).toBe('Watch');
  });

  test('Source silent only while something else than the update keeps devices from speaking', () => {
    expect(card('Source silent').note).toBe('610 of 940 not switched off say nothing');
    expect(card('Source silent', { outage: null }).chip.word).toBe('Going silent');
    const over = { regions: ['North'], from: at(10), until: at(20) };
    expect(card('Source silent', { outage: over }).chip.word).toBe('Going silent');
    const impaired = evidence(902, { onHold: true, impairedIn: ['North'] });
    expect(card('Source silent', { outage: null, evidence: impaired }).chip.word).toBe('Source silent');
  });

  test('Boot-looping even then, where boot loops are proved', () => {
    const outage = { regions: [], from: at(10), until: null };
    expect(card('Boot-looping', { outage }).chip.word).toBe('Boot-looping');
  });

  test('Not known yet where too little was heard of most of its devices', () => {
    const ring = { ring: 'Pilot', devices: 100, conditions: conditions(40, { unknown: 60 }) };
    const none = prepareRingCard(ring, undefined, setting);
    expect(none).toMatchObject({ chip: { word: 'Not known yet' }, note: 'too little heard of 60 of 100 to say' });
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
