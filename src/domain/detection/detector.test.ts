import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Circumstances, Detector, type SavedDetector } from './detector.ts';
import { HistoryBook } from './history-book.ts';
import { type ClosedBlock, TRIAL_KINDS, type TrialRow } from './trial-row.ts';

const START = 28_689_120;
const PLACES = Array.from({ length: 24 }, (_, i) => ({
  ring: i % 2,
  sector: i % 3,
  build: i % 4,
  region: Math.floor(i / 12),
}));
const calm: Circumstances = { places: () => PLACES, impaired: new Set() };

function row(fields: Partial<TrialRow>): TrialRow {
  const leaf = { kind: 0, ring: 0, sector: 0, build: 0, region: 0, class: 1 };
  return { ...leaf, changeSet: [], n: 10, loop: 0, darkCleared: 0, darkSites: [], ...fields };
}

/** A detector that knows 14 quiet days of these leaves: 3 failures in 1,000. */
function informed(saved?: SavedDetector): Detector {
  const past = new HistoryBook();
  for (const place of PLACES) {
    for (let day = 1; day <= 14; day++) {
      past.add({ kind: 0, class: 1, ...place }, START - day * 1440, 1_000, 3);
    }
  }
  return new Detector(past, saved);
}

const block = (minute: number, rows: TrialRow[]): ClosedBlock => ({ minute: START + minute, rows });
const controls = (x = 0) => row({ n: 200, loop: x });

const anyRow = fc
  .record({
    place: fc.constantFrom(...PLACES),
    changeSet: fc.constantFrom([], [], [0], [1], [0, 1]),
    n: fc.integer({ min: 1, max: 30 }),
    loop: fc.integer({ min: 0, max: 3 }),
    sites: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
  })
  .map(({ place, changeSet, n, loop, sites }) =>
    row({ ...place, changeSet, n: n + loop + sites.length, loop, darkSites: sites }),
  );
const anyBlocks = fc.array(fc.array(anyRow, { maxLength: 8 }), { minLength: 1, maxLength: 30 });

function run(detector: Detector, blocks: readonly ClosedBlock[]): SavedDetector {
  for (const each of blocks) detector.take(each, calm);
  return detector.save();
}

describe('the detector', () => {
  it('gives the same evidence however the trials were split over shards and ordered', () => {
    fc.assert(
      fc.property(anyBlocks, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (minutes, chance) => {
        const whole = minutes.map((rows, minute) => block(minute, rows));
        const next = () => chance.next().value ?? 0;
        const split = minutes.map((rows, minute) =>
          block(
            minute,
            shuffled(
              rows.flatMap((each) => cut(each, next())),
              next,
            ),
          ),
        );
        expect(run(informed(), split)).toEqual(run(informed(), whole));
      }),
      { numRuns: 60 },
    );
  });

  it('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(anyBlocks, fc.nat(29), (minutes, stop) => {
        const blocks = minutes.map((rows, minute) => block(minute, rows));
        const before = run(informed(), blocks.slice(0, stop));
        const resumed = informed(JSON.parse(JSON.stringify(before)) as SavedDetector);
        // Blocks that were taken come again with the reports that are replayed.
        expect(run(resumed, blocks)).toEqual(run(informed(), blocks));
      }),
      { numRuns: 60 },
    );
  });

  it('recommends a pause when failures gather on the updated, and names the update', () => {
    const detector = informed();
    for (let minute = 0; minute < 5; minute++) {
      detector.take(block(minute, [controls(), row({ changeSet: [7], n: 4, loop: 2 })]), calm);
    }
    expect(detector.rollouts.get(7)?.tier).toBe('auto-pause');
    expect(detector.attribution()).toEqual([{ verdict: 'culprit', who: [7] }]);
  });

  it('blames nobody for what strikes everybody in the same weather', () => {
    const detector = informed();
    for (let minute = 0; minute < 20; minute++) {
      detector.take(block(minute, [controls(100), row({ changeSet: [7], n: 20, loop: 10 })]), calm);
    }
    expect(detector.rollouts.get(7)?.tier).toBe('ok');
  });

  it('names the guilty one of two that come together, and both when they always do', () => {
    const apart = informed();
    const together = informed();
    for (let minute = 0; minute < 10; minute++) {
      const both = row({ changeSet: [0, 1], n: 8, loop: 4 });
      apart.take(block(minute, [controls(), both, row({ changeSet: [1], n: 30 })]), calm);
      together.take(block(minute, [controls(), both]), calm);
    }
    expect(apart.attribution()).toEqual([{ verdict: 'culprit', who: [0] }]);
    expect(together.attribution()).toEqual([{ verdict: 'inseparable', who: expect.arrayContaining([0, 1]) }]);
  });

  it('frees neither of two that fail together by what one of them does alone elsewhere', () => {
    const detector = informed();
    for (let minute = 0; minute < 12; minute++) {
      const rows = [row({ changeSet: [0, 1], n: 10, loop: 2 }), row({ region: 1, changeSet: [0], n: 20 })];
      detector.take(block(minute, rows), calm);
    }
    // As many stay away over night with the harmless one as without any.
    const night = { kind: TRIAL_KINDS.indexOf('return'), region: 1 };
    detector.take(
      block(20, [controls(), row({ ...night, n: 200, loop: 30 }), row({ ...night, changeSet: [1], n: 20, loop: 3 })]),
      calm,
    );
    expect(detector.attribution()).toEqual([{ verdict: 'inseparable', who: expect.arrayContaining([0, 1]) }]);
    expect(detector.recommended().map(({ update }) => update)).toEqual([0, 1]);
  });

  it('does not put an update down to a culprit it was never on one device with', () => {
    const detector = informed();
    for (let minute = 0; minute < 8; minute++) {
      detector.take(block(minute, [controls(), row({ changeSet: [0], n: 4, loop: 2 })]), calm);
    }
    for (let minute = 20 * 1440; minute < 20 * 1440 + 8; minute++) {
      detector.take(block(minute, [row({ region: 1, changeSet: [1], n: 12, loop: 11 })]), calm);
    }
    expect(detector.attribution()).toEqual([
      { verdict: 'prime-suspect', who: [1] },
      { verdict: 'culprit', who: [0] },
    ]);
    expect(detector.recommended().map(({ update }) => update)).toEqual([0, 1]);
  });

  it('names the one that turns bad after weeks of health, beside another on the same devices', () => {
    const detector = informed();
    for (let minute = 0; minute < 20 * 1440; minute += 60) {
      detector.take(block(minute, [controls(), row({ changeSet: [0], n: 50 }), row({ changeSet: [1], n: 50 })]), calm);
    }
    for (let minute = 20 * 1440; minute < 20 * 1440 + 20; minute++) {
      const rows = [controls(), row({ changeSet: [0, 1], n: 8, loop: 4 }), row({ changeSet: [1], n: 40 })];
      detector.take(block(minute, rows), calm);
    }
    expect(detector.attribution()).toEqual([{ verdict: 'culprit', who: [0] }]);
  });

  it('counts a dark site once, and holds while telemetry is impaired', () => {
    const capped = informed();
    const impaired = informed();
    for (let minute = 0; minute < 10; minute++) {
      capped.take(block(minute, [controls(), row({ changeSet: [7], n: 20, darkSites: Array(20).fill(3) })]), calm);
      impaired.take(block(minute, [controls(), row({ changeSet: [7], n: 4, loop: 2 })]), {
        ...calm,
        impaired: new Set([0]),
      });
    }
    expect(capped.rollouts.get(7)?.part(0).x).toBe(1);
    expect(capped.rollouts.get(7)?.tier).toBe('ok');
    expect(impaired.rollouts.get(7)?.tier).toBe('hold');
  });

  it('goes on judging elsewhere while a region is silent, and judges nobody there by history alone', () => {
    const detector = informed();
    const contact = (region: number, silent: number) => row({ kind: 1, region, n: 5_000, darkCleared: silent });
    for (let minute = 0; minute < 10; minute++) {
      const fails = { n: 12, loop: 11 };
      const updated = [row({ region: 0, changeSet: [3], ...fails }), row({ region: 1, changeSet: [4], ...fails })];
      detector.take(block(minute, [contact(0, 900), contact(1, 0), ...(minute > 2 ? updated : [])]), calm);
    }
    expect(detector.alarm.open?.regions).toEqual([0]);
    expect(detector.rollouts.get(3)?.tier ?? 'ok').toBe('ok');
    expect(detector.rollouts.get(4)?.tier).toBe('recommend-pause');
  });

  it('still sees a failure that begins after weeks of health', () => {
    const detector = informed();
    for (let minute = 0; minute < 20 * 1440; minute += 60) {
      detector.take(block(minute, [controls(), row({ changeSet: [7], n: 100 })]), calm);
    }
    for (let minute = 20 * 1440; minute < 20 * 1440 + 8; minute++) {
      detector.take(block(minute, [controls(), row({ changeSet: [7], n: 4, loop: 2 })]), calm);
    }
    expect(detector.rollouts.get(7)?.tier).toBe('auto-pause');
  });
});

/** The same trials in two rows. */
function cut(whole: TrialRow, share: number): TrialRow[] {
  const part = (count: number) => Math.floor(count * share);
  const first = {
    ...whole,
    n: part(whole.n),
    loop: part(whole.loop),
    darkSites: whole.darkSites.slice(0, part(whole.darkSites.length)),
  };
  const rest = {
    ...whole,
    n: whole.n - first.n,
    loop: whole.loop - first.loop,
    darkSites: whole.darkSites.slice(first.darkSites.length),
  };
  return [first, rest];
}

function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  return items
    .map((item) => [chance(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
