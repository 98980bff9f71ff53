import { describe, expect, test } from 'vitest';
import type { Evidence } from '#contract/evidence.ts';
import { failing } from '../fixtures/failing.ts';
import { partlyPaused291, pausing, pausing291 } from '../fixtures/pauses.ts';
import { manyRings } from '../fixtures/rings.ts';
import { paused, paused291 } from '../fixtures/states.ts';
import { prepareMatrix } from '../matrix/prepare-matrix.ts';
import { sayReported } from '../signatures/prepare-signatures.ts';
import { keepOrder } from './keep-order.ts';
import { evidenceAgainst, ringBadges, sayRings, stateChip } from './prepare-update-row.ts';

test('evidence is a word first', () => {
  expect(failing.updates.map((update) => evidenceAgainst(update, failing).word)).toEqual([
    'Overwhelming',
    'Only where 291 is',
    'Weak',
    'None',
    'Too early',
  ]);
});

test('what silent devices turned out to have is no evidence', () => {
  const handedOver = { ...paused291, holds: [], evidence: null, handedOver: { back: 120, withIt: 118 } };
  expect(evidenceAgainst(handedOver, failing)).toMatchObject({ word: 'In common', number: '118 of 120 back have it' });
});

test('good health is no news while those that are silent cannot tell that they have it', () => {
  const fromSilence = { ...paused291, holds: [], judgement: 'too few' as const };
  expect(evidenceAgainst(fromSilence, failing)).toMatchObject({ word: 'Too early', number: 'the silent cannot tell' });
});

test('devices that are checked are not said to be none before the first of them was compared', () => {
  const [, edge] = failing.updates;
  const early = { ...edge, explainedBy: null, evidence: null };
  expect(evidenceAgainst({ ...early, judgement: 'ok' }, failing)).toMatchObject({
    word: 'None',
    number: 'none compared yet',
  });
  const few = { ...early, judgement: 'too few' as const, counts: { ...edge.counts, checked: 4 } };
  expect(evidenceAgainst(few, failing)).toMatchObject({ word: 'Too early', number: '4 checked, 10 needed' });
});

test('a hold wins over every judgement', () => {
  expect(stateChip(paused291, paused).word).toBe('Paused');
  expect(stateChip(pausing291, pausing).word).toBe('Pausing');
  expect(stateChip(partlyPaused291, failing).word).toBe('Partly paused');
});

test('rings are letters, and a number where there are too many for letters', () => {
  const badges = (many: number) => manyRings(many).updates.slice(0, 1).flatMap(ringBadges);
  expect(badges(4).map(({ letter }) => letter)).toEqual(['C', 'P', 'E', 'H']);
  expect([4, 5, 7, 15].map((many) => sayRings(badges(many)))).toEqual([null, null, '3 of 7', '5 of 15']);
});

test('an update is not blamed where devices without it fail as well', () => {
  const [firmware] = failing.updates.filter(({ judgement }) => judgement === 'watch');
  if (!firmware?.evidence) throw new Error('the picture has no watched update');
  const { evidence } = firmware;
  expect(stateChip(firmware, failing).word).toBe('Watch');
  const beside = (alike: Evidence['alike']) => ({ ...firmware, evidence: { ...evidence, alike } });
  const ratio = { low: 0.6, high: 1.7 };
  expect(stateChip(beside({ state: 'fail as often', ratio }), failing).word).toBe('Not blamed');
  expect(stateChip(beside({ state: 'too few' }), failing).word).toBe('Watch');
  const struck = { ...firmware, judgement: 'ok' as const, interval: { low: 0.02, high: 0.1 } };
  expect(stateChip(struck, failing).word).toBe('No sign of harm');
  const inOutage = { ...struck, outage: { regions: ['North'], from: failing.asOf, until: null } };
  expect(stateChip(inOutage, failing).word).toBe('Not blamed');
  expect(evidenceAgainst(inOutage, failing).number).toBe('others fell silent too');
});

describe('rows under the pointer', () => {
  const rows = (...ids: string[]) => ids.map((id) => ({ id }));

  test('keep their places; what is new comes last and what is gone leaves', () => {
    expect(keepOrder(['a', 'b', 'c'], rows('d', 'c', 'a'))).toEqual(rows('a', 'c', 'd'));
  });

  test('are as the server says when there were none', () => {
    expect(keepOrder([], rows('b', 'a'))).toEqual(rows('b', 'a'));
  });
});

describe('the matrix', () => {
  const matrix = prepareMatrix(failing);

  test('tells three kinds of not knowing apart', () => {
    const words = (sector: string) =>
      matrix.rows
        .find((row) => row.sector === sector)
        ?.cells.map((cell) => (cell.kind === 'unknown' ? cell.word : 'share'));
    expect(words('Media')).toEqual(['none in ring', 'share', 'not started', 'not started']);
    expect(words('Retail')).toEqual(['share', 'share', 'share', 'too few']);
  });

  test('adds up', () => {
    expect(matrix.totals.total).toMatchObject({ kind: 'share', n: 'n\u00a02,807' });
  });
});

test('the note on signatures says who reported', () => {
  expect(sayReported(failing.signatures)).toBe('455 of 1,157 devices down sent a crash report');
});
