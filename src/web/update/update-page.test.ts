import { describe, expect, test } from 'vitest';
import type { Coverage } from '#contract/update-detail.ts';
import { at, hold } from '../fixtures/build.ts';
import { CONTENT_291 } from '../fixtures/failing.ts';
import { explainedPage, failingPage, healthyPage, pausedPage, tooFewPage } from '../fixtures/update-pages.ts';
import { signOfUpdate } from '../shell/tab-sign.ts';
import { prepareGrounds } from './prepare-grounds.ts';
import { prepareRollout, sayTimes } from './prepare-rollout.ts';
import { sayCoverage } from './say-coverage.ts';
import { sayHold } from './say-holds.ts';

describe('coverage', () => {
  const gap = (value: string, devices: number) => ({ label: 'build', value, ring: 'Broad', devices }) as const;
  test.each<[Coverage, string]>([
    [
      { rings: ['Canary', 'Broad'], gaps: [gap('Windows Server 2022', 412)], more: 0 },
      'Canary could not have caught this on: build Windows Server 2022 (412 devices in Broad).',
    ],
    [
      { rings: ['Canary', 'Broad'], gaps: [gap('a', 2), gap('b', 1)], more: 7 },
      'Canary could not have caught this on: build a (2 devices in Broad), build b (1 device in Broad) and 7 more.',
    ],
    [
      { rings: ['Canary', 'Broad'], gaps: [], more: 0 },
      'Of every sector, region, build, system and class of later rings Canary has a device too.',
    ],
    [{ rings: ['Pilot'], gaps: [], more: 0 }, 'All devices it is meant for are in Pilot: no ring comes after it.'],
    [{ rings: [], gaps: [], more: 0 }, 'No device it is meant for is known, so there is nothing to compare.'],
  ])('%#', (coverage, sentence) => {
    expect(sayCoverage(coverage)).toBe(sentence);
  });
});

describe('planned and actual', () => {
  const times = (
    plannedAt: number | null,
    firstInstallAt: number | null,
    state = 'running' as 'running' | 'paused',
  ) => {
    const { planned, began } = sayTimes({ plannedAt, firstInstallAt, state }, at(22), 'utc');
    return [planned.value, began.value, began.of];
  };
  test.each([
    ['on time', times(at(3), at(3.5)), ['04:12', '04:12', 'on time']],
    ['early', times(at(20), at(7)), ['04:29', '04:16', '13 min early']],
    ['late', times(at(3), at(20)), ['04:12', '04:29', '17 min late']],
    ['unplanned', times(null, at(3)), ['no plan', '04:12', '']],
    ['to come', times(at(60), null), ['05:09', 'not yet', 'in 38 min']],
    ['overdue', times(at(2), null), ['04:11', 'not yet', 'due for 20 min']],
    ['held', times(at(2), null, 'paused'), ['04:11', 'not yet', 'held']],
    ['neither', times(null, null), ['no plan', 'not yet', '']],
  ])('%s', (_, said, expected) => {
    expect(said).toEqual(expected);
  });
});

describe('the rollout', () => {
  const { rows, total, scale } = prepareRollout(pausedPage, { asOf: pausedPage.asOf, zone: 'utc' });

  test('gives every count its denominator', () => {
    expect(rows[2]).toMatchObject({
      exposed: { value: '3,206', of: 'of 10,000' },
      pending: { value: '1,360', of: 'of 3,206' },
      looping: { value: '588', of: 'of 3,206' },
      recovered: { value: '0', of: 'of 755 down or recovered' },
      after: { value: '31', of: 'last 04:33' },
    });
    expect(total).toMatchObject({ exposed: { value: '4,436', of: 'of 61,050' }, after: { value: '37' }, chip: null });
  });

  test('names no share below ten checked', () => {
    expect(rows[3]).toMatchObject({ share: { value: 'Not enough data' }, bar: { kind: 'none' } });
    expect(scale).toBe(1);
  });
});

describe('what the verdict rests on', () => {
  const figures = (page: Parameters<typeof prepareGrounds>[0]) => prepareGrounds(page).map(({ figure }) => figure);

  test('is a word first', () => {
    expect(figures(failingPage)).toEqual(['Overwhelming', '39–43\u00a0%', 'This update', '1,157 devices down now']);
    expect(prepareGrounds(failingPage)[0]?.number).toBe('evidence less than 1 in a billion');
    expect([figures(explainedPage)[0], figures(explainedPage)[2]]).toEqual(['Only where 291 is', 'Another update']);
    expect(prepareGrounds(explainedPage)[0]?.number).toMatch(/^(evidence .*, by itself)?$/);
    expect(figures(healthyPage).slice(0, 3)).toEqual(['None', '0.2–0.5\u00a0%', 'Not under suspicion']);
  });

  test('is not known before the first verdict of a trial', () => {
    expect(figures(tooFewPage).slice(0, 2)).toEqual(['Too early', 'Not enough data']);
  });

  test.each([
    ['combination', 'Only a combination'],
    ['inseparable', 'Cannot be told apart'],
    ['prime-suspect', 'Prime suspect'],
  ] as const)('says %s in words', (verdict, figure) => {
    expect(figures({ ...failingPage, culprit: { ...failingPage.culprit, verdict } })[2]).toBe(figure);
  });
});

test('a hold names its author, what kind of author that is, and when', () => {
  const rule = hold(CONTENT_291, { author: { kind: 'rule', name: 'Bootwatch' }, rings: ['Early', 'Broad'] });
  expect(sayHold(rule, at(28), 'utc')).toBe('Paused in Early and Broad by Bootwatch (a rule) at 04:31, 6 min ago.');
});

test('the tab says how it stands', () => {
  expect(signOfUpdate(failingPage, 'live').title).toBe('291 failing · Update · Bootwatch');
  expect(signOfUpdate(pausedPage, 'late').title).toBe('291 paused · Update · Bootwatch');
  expect(signOfUpdate({ ...healthyPage, drill: { speed: 60, stalled: false } }, 'live').title).toBe(
    'DRILL · Edge 126.0.2592 · Update · Bootwatch',
  );
  expect(signOfUpdate(failingPage, 'stale').title).toBe('No answer · Update · Bootwatch');
});

test('what the verdict on a late find rests on is no evidence, and counts the whole fleet', () => {
  const late = { ...failingPage, evidence: null, handedOver: { back: 120, withIt: 118 } };
  const [evidence, , blame, hit] = prepareGrounds(late);
  expect([evidence.figure, evidence.number]).toEqual(['In common', '118 of 120 back have it']);
  expect(blame.figure).toBe('Found on return');
  expect(hit.figure).toMatch(/of the fleet down now$/);
});
