import { expect, test } from 'vitest';
import { CONTENT_291, failing } from '../fixtures/failing.ts';
import { choose, prepareChoices, readFilter } from './device-filter.ts';

const choiceOf = (label: string, filter: Parameters<typeof prepareChoices>[0]) => {
  const choice = prepareChoices(filter, failing).find((each) => each.label === label);
  if (!choice) throw new Error(`nothing to choose for ${label}`);
  const said = choice.options[choice.chosen]?.words;
  const pick = (words: string) => {
    const option = choice.options.find((each) => each.words === words);
    if (!option) throw new Error(`${label} has no ${words}`);
    return choose(filter, choice, option);
  };
  return { said, pick };
};

test('an address says what it is understood to say, and no more', () => {
  expect(readFilter('?condition=down&ring=Canary&theme=dark')).toEqual({ condition: 'down', ring: 'Canary' });
  expect(readFilter('?condition=broken&stage=checked&outcome=down&update=nonsense')).toEqual({});
  expect(readFilter('?update=a/x@1&condition=off&stage=checked&outcome=down')).toEqual({
    update: 'a/x@1',
    stage: 'checked',
    outcome: 'down',
  });
});

test('what the address says is chosen, also where the picture does not know it', () => {
  const filter = { update: 'a/gone@1', stage: 'pending', outcome: 'looping', ring: 'Lab', site: '4711' } as const;
  expect(prepareChoices(filter, failing).map(({ label, options, chosen }) => [label, options[chosen]?.words])).toEqual([
    ['Update', 'gone@1'],
    ['Stands', 'Being checked, Looping'],
    ['Ring', 'Lab'],
    ['Sector', 'Any'],
    ['Site', '4711'],
  ]);
  expect(choiceOf('Update', { update: CONTENT_291 }).said).toBe('Falcon Sensor content 291');
});

test('a choice replaces its own kind and nothing else', () => {
  const filter = { update: CONTENT_291, stage: 'checked', outcome: 'down', ring: 'Canary' } as const;
  expect(choiceOf('Stands', filter).said).toBe('Down, of the checked');
  expect(choiceOf('Stands', filter).pick('Recovered')).toEqual({
    update: CONTENT_291,
    outcome: 'recovered',
    ring: 'Canary',
  });
  expect(choiceOf('Ring', filter).pick('Any')).toEqual({ update: CONTENT_291, stage: 'checked', outcome: 'down' });
});

test('being down outlives the choice of an update; what only an update can say goes with it', () => {
  expect(choiceOf('Update', { condition: 'silent' }).pick('Falcon Sensor content 291')).toEqual({
    update: CONTENT_291,
    outcome: 'silent',
  });
  expect(choiceOf('Update', { condition: 'off' }).pick('Falcon Sensor content 291')).toEqual({ update: CONTENT_291 });
  expect(choiceOf('Update', { update: CONTENT_291, stage: 'checked', outcome: 'down' }).pick('Any')).toEqual({
    condition: 'down',
  });
  expect(choiceOf('Update', { update: CONTENT_291, outcome: 'recovered' }).pick('Any')).toEqual({});
});
