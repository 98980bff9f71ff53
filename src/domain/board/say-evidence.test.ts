import { describe, expect, it } from 'vitest';
import type { Evidence } from '#contract/evidence.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { Detector } from '../detection/detector.ts';
import { HistoryBook } from '../detection/history-book.ts';
import type { TrialRow } from '../detection/trial-row.ts';
import { applyReport } from '../fleet/apply-report.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { judgeUpdates } from './judge.ts';
import { sayEvidence } from './say-evidence.ts';

const UPDATE = 'a/x@1';
const START = 28_689_120;
const LEAF = { kind: 0, ring: 0, sector: 0, build: 0, region: 0, class: 1 } as const;
const NO_FAILURE = { loop: 0, darkCleared: 0, darkSites: [] };

/** Days of 1,000 trials, 3 of them failed, in this leaf. */
function history(days: number): HistoryBook {
  const book = new HistoryBook();
  for (let day = 1; day <= days; day++) book.add(LEAF, START - day * 1440, 1_000, 3);
  return book;
}

/** What is said after these rows, a list a minute. Rows are of the update unless they say otherwise. */
function said(minutes: readonly Partial<TrialRow>[][], past = history(14)): Evidence {
  const fleet = new FleetState(DEFAULT_RINGS, START * 60);
  const report = {
    kind: 'update.installed',
    device: 'd',
    at: START * 60_000,
    update: UPDATE,
    activation: 'live',
  } as const;
  applyReport(fleet, { device: hash64('d'), at: START * 60, report });
  const changeSet = [fleet.updates.find(UPDATE)?.number ?? -1];
  const detector = new Detector(past);
  for (const [minute, rows] of minutes.entries()) {
    const block = rows.map((row) => ({ ...LEAF, ...NO_FAILURE, changeSet, n: 0, ...row }));
    detector.take({ minute: START + minute, rows: block }, { places: () => [LEAF], impaired: new Set() });
  }
  const [judged] = judgeUpdates(fleet, detector).updates;
  const evidence = judged && sayEvidence(fleet, judged, { without: 100, impaired: new Set() });
  if (!evidence) throw new Error('no evidence');
  return evidence;
}

const without = (n: number, row: Partial<TrialRow> = {}): Partial<TrialRow> => ({ changeSet: [], n, ...row });

describe('who is left to compare with', () => {
  it.each([
    ['enough', [without(500), { n: 60, loop: 6 }]],
    ['none', [{ n: 60, loop: 6 }]],
    ['few', [without(500), { n: 10 }, { region: 1, n: 50, loop: 6 }]],
  ] as const)('%s', (controls, rows) => {
    expect(said([[...rows]]).controls).toBe(controls);
  });
});

describe('un-updated devices of the same sector and build', () => {
  const elsewhere = without(60_000, { sector: 1 });

  it.each([
    ['bear it out', [elsewhere, without(4_000, { loop: 4 }), { n: 400, loop: 40 }], null],
    ['are too few to tell', [elsewhere, without(42), { n: 63, loop: 7 }], { state: 'too few' }],
    ['are few and fail', [elsewhere, without(30, { loop: 2 }), { n: 63, loop: 7 }], { state: 'too few' }],
    ['fail as often', [elsewhere, without(4_000, { loop: 400 }), { n: 400, loop: 40 }], { state: 'fail as often' }],
  ] as const)('%s', (_, rows, alike) => {
    const evidence = said([[...rows]]);
    expect(evidence.word).not.toBe('None');
    if (alike === null) expect(evidence.alike).toBeNull();
    else expect(evidence.alike).toMatchObject(alike);
  });

  it('are compared in the open window as well', () => {
    const rows = [elsewhere, without(4_000, { loop: 400 }), { n: 400, loop: 40 }];
    const { alike } = said([rows]);
    expect(alike).toMatchObject({ ratio: { low: expect.any(Number), high: expect.any(Number) } });
    const over = said([rows, ...Array.from({ length: 11 }, () => [without(10)])]);
    expect(over.alike).toEqual(alike);
  });
});

it('counts the trials of a dark site, which may be of one device twice', () => {
  const dark = Array<number>(2).fill(3);
  const days = Array.from({ length: 1_500 }, (_, minute) => (minute % 1_441 === 0 ? [{ n: 2, darkSites: dark }] : []));
  expect(said(days).darkSites).toMatchObject({ largest: [{ trials: 4 }], more: 0 });
});

describe('what is usual', () => {
  const rows = [[without(500), { n: 60, loop: 6 }]];

  it('is assumed where neither the owner nor the fleet itself has a history', () => {
    expect(said(rows, new HistoryBook())).toMatchObject({ trials: 60, assumed: 60, expected: null });
  });

  it('is known from what the fleet lived through, with nothing brought along', () => {
    const days = Array.from({ length: 3 * 1440 }, (_, minute) => (minute % 60 === 0 ? [without(500)] : []));
    expect(said([...days, ...rows], new HistoryBook())).toMatchObject({ trials: 60, assumed: 0 });
  });

  it('may be known of some kinds of trial only', () => {
    expect(said([[without(500), { n: 60, loop: 6 }, { kind: 1, n: 40 }]])).toMatchObject({ trials: 100, assumed: 40 });
  });
});
