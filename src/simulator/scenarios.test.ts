import { describe, expect, it } from 'vitest';
import { guiltyByChance, harmlessByChance } from './scenarios/by-chance.ts';
import { healthy } from './scenarios/healthy.ts';
import { readScenario, SCENARIOS, scenarioNamed } from './scenarios.ts';

const written = (change: object) => JSON.stringify({ ...healthy, ...change });

describe('scenarios', () => {
  it.each([...SCENARIOS])('%s is a document: it survives being written to a file', (name, scenario) => {
    expect(scenario.name).toBe(name);
    expect(readScenario(JSON.stringify(scenario))).toEqual(scenario);
  });

  it('are drawn as documents, the same for the same seed, and blame nobody', () => {
    const drawn = Array.from({ length: 50 }, (_, seed) => harmlessByChance(seed));
    for (const [seed, scenario] of drawn.entries()) {
      expect(readScenario(JSON.stringify(scenario))).toEqual(harmlessByChance(seed));
      expect(scenario.truth).toMatchObject({ guilty: [], innocent: scenario.updates.map(({ id }) => id) });
    }
    const cadences = new Set(drawn.flatMap(({ fleet }) => fleet.classes.map(({ everySec }) => everySec)));
    expect([Math.min(...cadences), Math.max(...cadences)]).toEqual([10, 14_400]);
  });

  it('are drawn the same with one guilty update, which the fault is of', () => {
    for (let seed = 0; seed < 50; seed++) {
      const scenario = guiltyByChance(seed);
      expect(readScenario(JSON.stringify(scenario))).toEqual(scenario);
      const { updates, fleet } = harmlessByChance(seed);
      expect(scenario).toMatchObject({ updates, fleet, faults: [{ cause: { updates: scenario.truth.guilty } }] });
      expect([...scenario.truth.guilty, ...scenario.truth.innocent].toSorted()).toEqual(
        updates.map(({ id }) => id).toSorted(),
      );
      expect(scenario.truth.guilty).toHaveLength(1);
    }
  });

  it('says which names there are', () => {
    expect(() => scenarioNamed('july')).toThrow(
      'There is no scenario "july"; there are july-19, july-19-staged, healthy, ideal,',
    );
  });

  it.each([
    ['{', 'The scenario is not JSON'],
    [written({ minutes: -1 }), 'The scenario is not valid: minutes: must be at least 1'],
    [written({ speling: 1 }), 'speling'],
    [written({ truth: { guilty: ['a/b@1'], innocent: [], notes: '' } }), 'update "a/b@1" is named'],
    [
      written({ fleet: { ...healthy.fleet, regions: [{ region: 'Moon', share: 1, timeZone: 'Moon/Tranquility' }] } }),
      'must be an IANA time zone',
    ],
    [
      written({ updates: [{ ...healthy.updates[0], waves: [{ ring: 'Beta', startMinute: 0, overMinutes: 1 }] }] }),
      'ring "Beta"',
    ],
  ])('says in one sentence what is wrong with a file', (text, sentence) => {
    expect(() => readScenario(text)).toThrow(sentence);
  });
});
