import { describe, expect, test } from 'vitest';
import { at, hold } from '../fixtures/build.ts';
import { CONTENT_291, content291 } from '../fixtures/failing.ts';
import { heldElsewhere291, partlyPaused291, pausing291, targetCases } from '../fixtures/pauses.ts';
import { manyRingsPaused } from '../fixtures/rings.ts';
import { paused291 } from '../fixtures/states.ts';
import { sayPause } from '../wallboard/say-wall.ts';
import { hasSettled } from './has-settled.ts';
import { preparePropagation } from './prepare-propagation.ts';
import { sayTarget } from './say-target.ts';

test('a pause has settled when, while it stood, no install was reported for two minutes', () => {
  const settled = (lastInstallAt: number | null, heldSince: number) => hasSettled({ lastInstallAt, heldSince }, at(22));
  expect(settled(null, at(21.9))).toBe(true);
  expect(settled(at(20), at(19))).toBe(true);
  expect(settled(at(20.1), at(19))).toBe(false);
  // Nothing was installed just before it: that says nothing about what comes after it.
  expect(settled(at(10), at(21))).toBe(false);
  expect(settled(at(10), at(20))).toBe(true);
});

describe('how far a pause has got', () => {
  const at28 = { asOf: at(28), zone: 'utc', order: ['Canary', 'Pilot', 'Early', 'Broad'] } as const;
  const sentence = (update: typeof content291, asOf = at(28)) =>
    preparePropagation(update, { ...at28, asOf })?.sentence;

  const gateOf = (update: typeof content291) => {
    const [gate] = preparePropagation(update, at28)?.targets ?? [];
    const said = gate && sayTarget(gate.result, at28.asOf, at28.zone);
    return `${said?.chip.word} ${said?.words}`;
  };

  test('is nothing without a hold', () => {
    expect(preparePropagation(content291, at28)).toBeNull();
  });

  test('is a sentence first', () => {
    expect(sentence(paused291)).toBe(
      'Paused at 04:31 UTC in all rings. 37 devices reported installing it after the pause, the last at 04:33; none since.',
    );
    expect(sentence(pausing291, at(25))).toMatch(/296 devices .* the last at 04:33; more may be on their way\.$/);
    expect(sentence(partlyPaused291)).toBe(
      'Paused at 04:31 UTC in Early and Broad. No device has reported installing it after the pause.',
    );
  });

  test('begins with the first of several holds in the same rings', () => {
    const holds = [hold(CONTENT_291), hold(CONTENT_291, { id: 'hold-2', placedAt: at(24) })];
    expect(sentence({ ...paused291, holds })).toMatch(/^Paused at 04:31 UTC in all rings\./);
  });

  test('is told ring by ring where the holds are of different times', () => {
    const holds = [hold(CONTENT_291, { rings: ['Canary'], placedAt: at(-9) }), hold(CONTENT_291, { id: 'hold-2' })];
    const both = { ...paused291, holds };
    expect(sentence(both)).toMatch(/^Paused in Canary since 04:00 UTC and in all other rings since 04:31 UTC\./);
    expect(gateOf(both)).toBe('Effective in Canary since 04:00 and in all other rings since 04:31');
    const some = { ...both, holds: [...holds.slice(0, 1), hold(CONTENT_291, { id: 'hold-2', rings: ['Pilot'] })] };
    expect(gateOf(some)).toBe(
      'Partly effective in Canary since 04:00 and in Pilot since 04:31, not in Early and Broad',
    );
  });

  test('is told of a ring in which no device has it or is to get it', () => {
    expect(sentence(heldElsewhere291)).toBe('Paused at 04:31 UTC in Broad. No ring it is meant for is held.');
    expect(gateOf(heldElsewhere291)).toBe('Not confirmed in force in Broad since 04:31, not in Canary');
    expect(preparePropagation(heldElsewhere291, at28)?.targets[0]?.note).toBe(
      'No device it is meant for is in a ring that is held: whether anybody asks it for those is not told.',
    );
    expect(sentence({ ...heldElsewhere291, rings: [] })).toMatch(/^Paused at 04:31 UTC in Broad\./);
    expect(sayPause(heldElsewhere291, at(28))).toMatch(
      /^Paused in Broad, not in Canary: \d+ devices? without it there\.$/,
    );
  });

  test('counts each ring of those it is meant for', () => {
    const rows = preparePropagation(paused291, at28)?.rows;
    expect(rows?.[2]).toMatchObject({ before: '3,175', after: '31', without: '6,794', targeted: '10,000' });
    const shares = rows?.[2]?.shares;
    expect((shares?.before ?? 0) + (shares?.after ?? 0) + (shares?.without ?? 0)).toBeCloseTo(1);
  });

  test('tells rings that are not held, and rings it is not meant for', () => {
    const [canary] = preparePropagation(partlyPaused291, at28)?.rows ?? [];
    expect(canary?.after).toBe('not held');
    const meantForNone = { ...paused291, rings: paused291.rings.map((ring) => ({ ...ring, targeted: 0 })) };
    expect(preparePropagation(meantForNone, at28)?.rows[0]).toMatchObject({ targeted: 'none', shares: null });
  });

  test('has a row for each of 15 rings', () => {
    expect(preparePropagation(manyRingsPaused(15), at28)?.rows).toHaveLength(15);
  });

  test('claims of the gate only what is known', () => {
    expect(gateOf(paused291)).toBe('Effective since 04:31');
    expect(gateOf(partlyPaused291)).toBe(
      'Not confirmed in force in Early and Broad since 04:31, not in Canary and Pilot',
    );
    const asked = partlyPaused291.rings.map((ring) =>
      ring.gate ? { ...ring, gate: { ...ring.gate, askedAt: at(23) } } : ring,
    );
    expect(gateOf({ ...partlyPaused291, rings: asked })).toBe(
      'Partly effective in Early and Broad since 04:31, not in Canary and Pilot',
    );
  });

  test('tells who asked the gate since, and warns while nobody has', () => {
    const note = (update: typeof content291) => preparePropagation(update, at28)?.targets[0]?.note;
    expect(note(paused291)).toBe(
      'It was asked for Early and Broad, first at 04:31, and said to wait. Not yet for Canary and Pilot.',
    );
    expect(note(manyRingsPaused(6))).toMatch(/^It was asked for 6 rings, first at 04:32, .* wait\.$/);
    // Not heard before it started again: it must not speak for the time before.
    const restarted = partlyPaused291.rings.map((ring, index) =>
      index < 2 ? ring : { ...ring, gate: { since: at(26), askedAt: null } },
    );
    expect(note({ ...partlyPaused291, rings: restarted })).toMatch(
      /^Nobody has asked it for Early and Broad since 04:35\. /,
    );
  });

  test('counts no ring as open that the update is not meant for', () => {
    const rings = partlyPaused291.rings.map((ring, index) => (index < 2 ? { ...ring, targeted: 0 } : ring));
    expect(gateOf({ ...partlyPaused291, rings })).toBe('Not confirmed in force since 04:31');
    expect(sentence({ ...partlyPaused291, rings })).toMatch(/^Paused at 04:31 UTC in Early and Broad\./);
  });
});

test.each(targetCases)('a target says: $says', ({ result, says }) => {
  const { chip, words } = sayTarget(result, at(28), 'utc');
  expect(`${chip.word} ${words}`).toBe(says);
});
