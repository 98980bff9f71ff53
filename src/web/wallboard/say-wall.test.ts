import { expect, test } from 'vitest';
import type { Snapshot } from '#contract/snapshot.ts';
import { at, hold } from '../fixtures/build.ts';
import { CONTENT_291, content291, failing } from '../fixtures/failing.ts';
import { healthy, noDevices, paused, tooFew, unexplained } from '../fixtures/states.ts';
import { sayPause, sayWall } from './say-wall.ts';

const said = (snapshot: Snapshot) => sayWall(snapshot, snapshot.asOf, 'utc');

test('a failing update: who is down, the evidence word first, whether it is paused', () => {
  expect(said(failing)).toEqual({
    tone: 'bad',
    headline: 'Falcon Sensor content 291 is stopping devices from booting.',
    strong: '1,157 of the 2,807 devices checked',
    lead: ' did not come back: 917 looping, 240 silent. About 8 expected.',
    evidence: 'Evidence: Overwhelming (less than 1 in a billion).',
    pause: 'Not paused: 56,614 devices without it.',
  });
});

test('one found by what the silent have in common claims no trials', () => {
  const late = { ...content291, evidence: null, handedOver: { back: 90, withIt: 88 } };
  const { strong, lead } = said({ ...failing, updates: [late] });
  expect(strong).toBe('88 of the 90 devices that fell silent and are back');
  expect(lead).toContain('cannot tell what they run');
});

test('one of which nobody is down any more', () => {
  const counts = { ...content291.counts, loopingChecked: 0, silentChecked: 0, looping: 0, silent: 0, pending: 0 };
  const { strong, lead } = said({ ...failing, updates: [{ ...content291, counts }] });
  expect(strong).toMatch(/ trials failed$/);
  expect(lead).toMatch(/^: .* None of the 2,807 devices checked is down now\.$/);
});

test('a paused one: who is down comes first, then whether installs have stopped', () => {
  const { tone, strong, lead, pause } = said(paused);
  expect(tone).toBe('hold');
  expect(strong + lead).toBe(
    '1,157 of 2,807 checked are down. Installs after the pause: 37, last at 04:33; none for 4 min.',
  );
  expect(pause).toBe('Paused in all rings: 56,614 devices without it.');
});

test('where the headline names no update, the line about the pause does', () => {
  expect(said(healthy).pause).toBe('Edge 126.0.2592 is not paused: 39,682 devices without it.');
  expect(said(tooFew).evidence).toBe('Evidence: Too early (4 checked, 10 needed).');
});

test('silence that no update explains speaks of no update', () => {
  expect(said(unexplained)).toMatchObject({ tone: 'bad', evidence: '', pause: '' });
  expect(said(noDevices)).toMatchObject({ headline: 'No devices yet.', pause: '' });
});

test.each([
  [['Early', 'Broad'], 'Paused in Early and Broad, not in Canary and Pilot: 32 devices without it there.'],
  [['Broad'], 'Paused in Broad, not in Canary, Pilot and Early: 6,826 devices without it there.'],
  [['Canary', 'Pilot', 'Early', 'Broad'], 'Paused in all rings: 56,614 devices without it.'],
])('a pause of %j says what is left open', (rings, sentence) => {
  const reported = content291.rings.map((ring) => ({ ...ring, installsAfterHold: 0, lastInstallAt: at(0) }));
  const held = { ...content291, rings: reported, holds: [hold(CONTENT_291, { rings, placedAt: at(0) })] };
  expect(sayPause(held, at(60))).toBe(sentence);
  expect(sayPause(held, at(1))).toBe(sentence.replace('Paused', 'Pausing'));
});
