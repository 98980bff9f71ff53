import { expect, test } from 'vitest';
import { evidence } from '../fixtures/build.ts';
import { sayCaveats, saySites, sayWhere } from './say-evidence.ts';

const site = (name: string, trials: number) => ({ site: name, trials });

test.each([
  [[], 0, ''],
  [
    [site('4711', 40)],
    0,
    'Site 4711: silent as a whole in 40 trials, none to compare with. Counted by site, not by device.',
  ],
  [
    [site('4711', 40), site('12', 9)],
    3,
    'Sites 4711 (40 trials), 12 (9 trials) and 3 more: silent as a whole, none to compare with. Counted by site, not by device.',
  ],
])('dark sites %j and %i more', (largest, more, sentence) => {
  expect(saySites(evidence(100, { darkSites: { largest, more } }))).toBe(sentence);
});

test('what holds the evidence back has a region, or an outage', () => {
  expect(sayCaveats(evidence(100, { onHold: true, impairedIn: ['North', 'South'] }), 'watch')).toBe(
    'Telemetry is impaired in region North and South: evidence shown, automatic action suspended.',
  );
  expect(sayCaveats(evidence(100, { onHold: true }), 'watch')).toBe(
    'Devices without any update fall silent too, and none are left to compare with: evidence shown, automatic action suspended.',
  );
});

test('where it gathers is said only of evidence there is', () => {
  expect(sayWhere(null)).toContain('No evidence against it yet');
  expect(sayWhere(evidence(100, { lnMost: 9 }))).toBe('Everywhere alike: no part of the fleet stands out.');
  expect(sayWhere(evidence(100, { lnMost: 9, mainlyIn: { sector: 'Retail', build: '22631' } }))).toBe(
    'Mainly in sector Retail, build 22631.',
  );
});
