import { describe, expect, test } from 'vitest';
import type { Evidence } from '#contract/evidence.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { at, evidence, hold } from '../fixtures/build.ts';
import { CONTENT_291, content291, edge, failing } from '../fixtures/failing.ts';
import { partlyPaused } from '../fixtures/pauses.ts';
import { healthy, paused, paused291, unexplained } from '../fixtures/states.ts';
import { sayBlast } from './say-evidence.ts';
import { sayInstalls } from './say-installs.ts';
import { failingHeadline, sayTooEarly } from './say-standing.ts';
import { sayVerdict } from './say-verdict.ts';
import { shortName } from './update-names.ts';

test('evidence says how rare it would be, the rate with its interval, and who is explained', () => {
  expect(sayVerdict(failing, failing.asOf, 'utc').evidence).toBe(
    'This is not chance: if it were harmless, evidence this strong would ever show up in fewer than 1 of a billion rollouts. 291 explains the failures (1 in 80,000 with Windows 2024-07 LCU held fixed). Windows 2024-07 LCU is not needed to explain them.',
  );
});

test('a failing update that is held in some rings says in which', () => {
  expect(sayVerdict(partlyPaused, partlyPaused.asOf, 'utc').lead).toMatch(/ Paused in Early and Broad only\.$/);
  expect(sayVerdict(failing, failing.asOf, 'utc').lead).not.toContain('Paused');
});

describe('evidence', () => {
  const said = (some: Partial<Evidence>, culprit: Snapshot['culprit'] = failing.culprit) => {
    const update = { ...content291, evidence: evidence(52, { word: 'Strong', lnMost: Math.log(49_200), ...some }) };
    return sayVerdict({ ...failing, culprit, updates: [update, edge] }, failing.asOf, 'utc').evidence;
  };

  test('is a number of rollouts, never a probability that the update is bad', () => {
    expect(said({})).toContain('1 in 49,000');
    expect(said({})).toContain('at most 1 of 49,000 rollouts');
    expect(said({})).not.toMatch(/probab/i);
  });

  test('says where it concentrates', () => {
    expect(said({ mainlyIn: { sector: 'Retail', build: '22631' } })).toContain('Mainly in sector Retail, build 22631.');
  });

  test('says what it could not be compared with, and what holds it back', () => {
    expect(said({ controls: 'none' })).toContain('No un-updated device to compare with');
    expect(said({ controls: 'few' })).toContain(
      'Too few un-updated devices to compare with; compared with the last 14 days only. No automatic action.',
    );
    expect(said({ assumed: 52, expected: null })).toContain(
      'No history from before it: 2 % of failures are taken as usual.',
    );
    expect(said({ assumed: 12 })).toContain(
      'No history from before it for 12 of its 52 trials: 2 % of failures are taken as usual there.',
    );
    expect(said({})).not.toContain('No history');
    expect(said({ onHold: true })).toContain('automatic action suspended');
    const ratio = { low: 0.6, high: 1.7 };
    expect(said({ alike: { state: 'fail as often', ratio } })).toContain('Look for another change too');
    expect(said({ alike: { state: 'too few' } })).toContain(
      'Too few devices of the same sector and build without it to compare with.',
    );
  });

  test('says when the data cannot tell two updates apart, or only both together fail', () => {
    const updates = [CONTENT_291, edge.id];
    expect(said({}, { verdict: 'inseparable', updates })).toContain(
      '291 and Edge 126.0.2592 were installed together where they fail: the data cannot tell which. Pause both, or send 291 alone to 20 devices.',
    );
    expect(said({}, { verdict: 'combination', updates })).toContain(
      'Only the combination 291 + Edge 126.0.2592 fails.',
    );
  });
});

test('the blast radius has both ends, and the most it can be today', () => {
  const known = content291.evidence ?? evidence(0);
  expect(sayBlast(known, content291)).toBe(
    '1,157 devices down now. 1,629 more are being checked (635–704 expected to fail). If the rollout continued: 21,700–24,100 of the 56,614 without it. If it stopped now: at most 2,786.',
  );
});

test('evidence too weak to act on is worth an eye, and no more', () => {
  const watched = {
    ...edge,
    judgement: 'watch' as const,
    evidence: evidence(52, { word: 'Weak', lnMost: Math.log(139) }),
  };
  const saying = sayVerdict({ ...healthy, updates: [watched] }, healthy.asOf, 'utc');
  expect(saying.headline).toBe('Keep an eye on Edge 126.0.2592: not enough to act on.');
  expect(saying.evidence).toContain('It may still be chance (1 in 130)');
});

test('without history no number is called expected', () => {
  const saying = sayVerdict({ ...failing, expectedShare: null }, failing.asOf, 'utc');
  expect(saying.lead).toContain('No history was imported to say how many are usual.');
  expect(saying.lead).not.toContain('expected');
});

test('an update found on devices that are back is named by that, and no evidence is claimed', () => {
  const handedOver = { ...content291, evidence: null, handedOver: { back: 120, withIt: 118 } };
  const saying = sayVerdict({ ...failing, updates: [handedOver] }, failing.asOf, 'utc');
  expect(saying).toMatchObject({
    headline: 'Devices stop answering after Falcon Sensor content 291.',
    strong: '118 of the 120 devices that fell silent and are back',
  });
  expect(saying.lead).toBe(
    ' have it; of the others at most one in ten is known to. 1,157 devices of the fleet are down now, and cannot tell what they run.',
  );
  expect(saying.evidence).toContain('not evidence');
  expect(saying.evidence).not.toMatch(/chance/);
});

test('silence alone is not called a boot loop', () => {
  const silent = { ...content291, counts: { ...content291.counts, loopingChecked: 1, silentChecked: 2 } };
  expect(failingHeadline(silent)).not.toContain('booting');
});

test('a verdict that is still to come does not hide who is down already', () => {
  const early = { ...content291, judgement: 'too few' as const, evidence: null };
  const counts = {
    ...early.counts,
    checked: 0,
    pending: 40,
    looping: 10,
    silent: 0,
    loopingChecked: 0,
    silentChecked: 0,
  };
  const saying = sayTooEarly({ ...early, counts });
  expect(saying.headline).toBe('Too early to judge Falcon Sensor content 291: 10 devices with it are down already.');
  expect(sayTooEarly({ ...early, counts: { ...counts, looping: 0 } }).headline).not.toContain('down');
});

test('what is up again is not said to be down', () => {
  const counts = { ...content291.counts, loopingChecked: 0, silentChecked: 0, looping: 0, silent: 0, pending: 0 };
  const over = { ...content291, counts, evidence: evidence(52, { lnMost: 60, trials: 2_900, looped: 800, dark: 357 }) };
  const saying = sayVerdict({ ...failing, updates: [over] }, failing.asOf, 'utc');
  expect(saying).toMatchObject({
    headline: 'Falcon Sensor content 291 kept devices from booting; none of them is down now.',
    strong: '1,157 of its 2,900 trials failed',
    lead: ': 800 looping, 357 silent. None of the 2,807 devices checked is down now.',
  });
  const again = { ...over, counts: { ...counts, pending: 400, looping: 300 } };
  expect(sayVerdict({ ...failing, updates: [again] }, failing.asOf, 'utc').headline).not.toContain('none of them');
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
    '3,120 of 58,900 devices due have not answered since 04:01. No known update explains it.',
  ]);
  expect(saying.strong).toBe('Common to them: os windows; agent 7.11 and 7.15.');
  expect(saying.lead).toBe(' Down in the whole fleet: 3,140 devices, 12 looping and 3,128 silent.');
  expect(saying.evidence).toContain('Not affected: os linux.');
});

test('without an alarm devices that loop are not said to be silent', () => {
  const { headline, strong } = sayVerdict({ ...unexplained, fleetAlarm: null }, unexplained.asOf, 'utc');
  expect(headline).toBe('3,140 of 58,900 devices due are down. No known update explains it.');
  expect(strong).toBe('Down in the whole fleet: 3,140 devices, 12 looping and 3,128 silent.');
});
