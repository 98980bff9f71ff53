import { describe, expect, test } from 'vitest';
import { at, counts, hold } from '../fixtures/build.ts';
import { CONTENT_291, failing, wifi } from '../fixtures/failing.ts';
import {
  detail,
  explainedPage,
  failingPage,
  healthyPage,
  outagePage,
  pausedPage,
  unseenPage,
  watchedPage,
} from '../fixtures/update-pages.ts';
import { sayUpdate } from './say-update.ts';

const say = (update: Parameters<typeof sayUpdate>[0]) => sayUpdate(update, update.asOf, 'utc');

test('a failing update: counts with what is usual, then how rare that would be', () => {
  const { tone, strong, lead, evidence } = say(failingPage);
  expect(tone).toBe('bad');
  expect(strong + lead).toBe(
    '1,157 of the 2,807 devices checked since they received it did not come back: 917 looping, 240 silent. About 8 expected. 1,629 more are still being checked.',
  );
  expect(evidence).toContain('This is not chance');
  expect(evidence).toContain('Site 4711: silent as a whole in 40 trials, none to compare with.');
});

test('few expected are named in tenths', () => {
  const few = (checked: number) =>
    say({ ...failingPage, counts: counts({ checked, loopingChecked: 4, silentChecked: 2 }) });
  expect(few(52).lead).toContain(': 4 looping, 2 silent. About 0.2 expected.');
  expect(few(6).lead).toContain('Fewer than 0.1 expected.');
});

test('a recommendation comes before too few, and before a pause in some rings', () => {
  const small = { ...failingPage, interval: null, counts: counts({ checked: 6, silentChecked: 6 }) };
  expect(say(small).headline).toBe('Devices stop answering after Falcon Sensor content 291.');
  expect(JSON.stringify(say(small))).not.toContain('Not enough data');
  const partly = { ...failingPage, holds: [hold(CONTENT_291, { rings: ['Broad'] })] };
  expect(say(partly).tone).toBe('bad');
});

test('a pause in every ring comes first', () => {
  expect(say(pausedPage)).toMatchObject({
    tone: 'hold',
    headline: 'Falcon Sensor content 291 is paused in all rings.',
  });
  expect(say(pausedPage).evidence).toContain('Reason: Boot loops in Canary.');
});

describe('who is not blamed', () => {
  test('is cleared by the one that explains it', () => {
    expect(say(explainedPage).headline).toBe('Windows 2024-07 LCU is not blamed: 291 explains its failures.');
    expect(say(explainedPage).evidence).not.toContain('chance');
  });

  test('shares an outage with devices that do not have it', () => {
    expect(say(outagePage).headline).toBe('Edge 126.0.2592 is not blamed: devices without it went silent too.');
    expect(say(outagePage).evidence).toBe(
      'Devices without this update went silent too (region North, since 04:02): treated as an outage, not blamed on the update.',
    );
  });

  test('is told of an outage that is over, and of its health', () => {
    const over = {
      ...healthyPage,
      outage: { regions: [], from: at(-27), until: at(2) },
    };
    expect(say(over).headline).toContain('no sign of harm');
    expect(say(over).evidence).toContain('(03:42–04:11)');
  });

  test('fails as often as others do', () => {
    const evidence = watchedPage.evidence && {
      ...watchedPage.evidence,
      alike: { state: 'fail as often' as const, ratio: { low: 0.6, high: 1.7 } },
    };
    const saying = say({ ...watchedPage, evidence });
    expect(saying.headline).toBe('HP firmware 01.21 is not blamed: devices without it fail as often.');
    expect(saying.evidence).toContain(
      'Un-updated devices of the same sector and build fail as often (risk ratio 0.6–1.7). This update is not blamed; look for another change.',
    );
  });
});

test('nobody is cleared by a comparison with too few', () => {
  const evidence = watchedPage.evidence && { ...watchedPage.evidence, alike: { state: 'too few' as const } };
  const { headline, evidence: said } = say({ ...watchedPage, evidence });
  expect(headline).toBe('Keep an eye on HP firmware 01.21: not enough to act on.');
  expect(said).toContain('Too few devices of the same sector and build without it to compare with.');
  expect(said).not.toContain('as often');
});

test('what is ruled out is the upper end of the interval', () => {
  expect(say(healthyPage)).toMatchObject({
    tone: 'ok',
    headline: 'Edge 126.0.2592: no sign of harm in 21,368 devices.',
    strong: 'Failure rates above 0.5\u00a0% are ruled out.',
  });
});

test('devices that are down for another update are said to be', () => {
  const update = { id: CONTENT_291, name: 'Falcon Sensor content 291', version: '291', lnAdjusted: 9 };
  expect(say({ ...healthyPage, downWithFailing: { devices: 40, update } }).lead).toBe(
    ' 43 of 21,368 checked are down. About 64 expected. Of its devices down, 40 have 291 too, which is failing.',
  );
  expect(say({ ...healthyPage, downWithFailing: { devices: 0, update } }).lead).not.toContain('291');
});

test('what every second harmless update shows is no chance worth a sentence', () => {
  const evidence = healthyPage.evidence && { ...healthyPage.evidence, lnMost: 0.4 };
  expect(say({ ...healthyPage, evidence }).evidence).toBe('');
});

test('an update nobody has is no verdict', () => {
  expect(say(unseenPage).headline).toBe('No device has Intel Wi-Fi 23.60.1 yet.');
});

test('skipping the rings is said whatever else is', () => {
  expect(say(detail({ ...wifi, skippedRings: true }, failing)).headline).toContain('Too early');
  expect(say({ ...failingPage, skippedRings: true }).evidence).toContain('It reached a later ring before its time.');
});

test('no sentence says how probable it is that an update is bad, or when it was released', () => {
  for (const page of [failingPage, pausedPage, explainedPage, outagePage, healthyPage, watchedPage, unseenPage]) {
    expect(Object.values(say(page)).join(' ')).not.toMatch(/probab|likel|released/i);
  }
});
