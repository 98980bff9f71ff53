import { describe, expect, test } from 'vitest';
import { at, hold } from '../fixtures/build.ts';
import { CONTENT_291, content291, edge, failing } from '../fixtures/failing.ts';
import { paused, paused291, unexplained } from '../fixtures/states.ts';
import { sayInstalls } from './say-installs.ts';
import { failingHeadline, sayVerdict } from './say-verdict.ts';
import { shortName } from './update-names.ts';

test('evidence names the interval, the threshold, what is usual, and who is explained', () => {
  expect(sayVerdict(failing, failing.asOf, 'utc').evidence).toBe(
    'This is not chance: 95 % interval 39–43\u00a0%, threshold 1\u00a0%; usual is 0.3\u00a0%. Windows 2024-07 LCU fails only where 291 is too.',
  );
});

test('without history no number is called expected', () => {
  const saying = sayVerdict({ ...failing, expectedShare: null }, failing.asOf, 'utc');
  expect(saying.lead).toContain('No history yet to say how many are usual.');
  expect(saying.lead).not.toContain('expected');
});

test('silence alone is not called a boot loop', () => {
  const silent = { ...content291, counts: { ...content291.counts, loopingChecked: 1, silentChecked: 2 } };
  expect(failingHeadline(silent)).not.toContain('booting');
});

test('a pause in some rings says which', () => {
  const some = { ...paused291, holds: [hold(CONTENT_291, { rings: ['Early', 'Broad'], reason: 'Boot loops' })] };
  const saying = sayVerdict({ ...paused, updates: [some] }, paused.asOf, 'utc');
  expect(saying.headline).toBe('Falcon Sensor content 291 is paused in Early and Broad.');
  expect(saying.evidence).toContain('Reason: Boot loops.');
});

describe('installs after the pause', () => {
  const held = (after: number, lastInstallAt: number | null) => ({
    ...paused291,
    rings: paused291.rings.map((ring, index) => ({
      ...ring,
      installsAfterHold: index === 0 ? after : 0,
      lastInstallAt: index === 0 ? lastInstallAt : null,
    })),
  });

  test('are still arriving while the last is recent', () => {
    expect(sayInstalls(held(12, at(27)), at(28), 'utc')).toBe(
      'Installs after the pause: 12, last at 04:36; still arriving.',
    );
  });

  test('have stopped when none came for a while', () => {
    expect(sayInstalls(held(12, at(23)), at(28), 'utc')).toBe(
      'Installs after the pause: 12, last at 04:32; none for 5 min.',
    );
  });

  test('may be none at all', () => {
    expect(sayInstalls(held(0, at(20)), at(28), 'utc')).toBe('Installs after the pause: none reported.');
  });

  test('are not known where nothing is held', () => {
    expect(sayInstalls(edge, at(28), 'utc')).toBe('Nothing is known of installs after the pause.');
  });
});

test.each([
  ['Falcon Sensor content 291', '291', '291'],
  ['Edge 126.0.2592', '126.0.2592', 'Edge 126.0.2592'],
  ['Windows 2024-07 LCU', 'KB5040442', 'Windows 2024-07 LCU'],
])('%s is called %s', (name, version, short) => {
  expect(shortName({ name, version })).toBe(short);
});

test('a fleet that is down without a suspect is not called healthy', () => {
  const saying = sayVerdict(unexplained, unexplained.asOf, 'utc');
  expect([saying.tone, saying.headline]).toEqual([
    'bad',
    '312 of 58,900 devices due are down. No known update explains it.',
  ]);
});
