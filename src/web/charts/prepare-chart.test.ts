import { describe, expect, test } from 'vitest';
import { at, series } from '../fixtures/build.ts';
import { prepareShareAxis, prepareTimeAxis } from './prepare-axes.ts';
import { prepareChart } from './prepare-chart.ts';
import { spreadLabels } from './prepare-ends.ts';
import { type Event, prepareNotes } from './prepare-notes.ts';
import { prepareWindow } from './prepare-window.ts';

const MINUTE = 60_000;
const setting = {
  from: at(0),
  stepMs: MINUTE,
  zone: 'utc',
  widthPx: 400,
  heightPx: 168,
  atLeast: 0.015,
  events: [],
  end: 'now',
} as const;

describe('lines', () => {
  const model = prepareChart([{ ring: 'Pilot', index: 1, shares: [0.1, null, 0.2, null, 0.3, 0.4, 0.5] }], setting);

  test('missing is a gap, never a zero', () => {
    expect(model.rows.map((row) => row.solid1)).toEqual([0.1, null, 0.2, null, 0.3, 0.4, null]);
  });

  test('the last point is still filling and drawn apart', () => {
    expect(model.rows.map((row) => row.dotted1)).toEqual([null, null, null, null, null, 0.4, 0.5]);
  });

  test('points without a neighbour are marked, because a line cannot show them', () => {
    expect(model.lines[0]?.lonely).toEqual([at(0), at(2)]);
  });

  test('a line without a point has no label at its end', () => {
    const empty = prepareChart([{ ring: 'Broad', index: 3, shares: [null, null] }], setting);
    expect(empty.ends).toEqual([]);
  });

  test('of more lines than labels fit the highest are labelled, and the rest are counted', () => {
    const many = Array.from({ length: 15 }, (_, index) => ({ ring: `Ring ${index}`, index, shares: [index / 20] }));
    const { ends, unlabelled } = prepareChart(many, { ...setting, heightPx: 56 });
    expect(ends.map(({ ring }) => ring)).toEqual(['Ring 11', 'Ring 12', 'Ring 13', 'Ring 14']);
    expect(unlabelled).toBe(11);
    expect(prepareChart(many.slice(0, 4), setting).unlabelled).toBe(0);
  });
});

describe('axes', () => {
  test.each([
    [0.001, '2\u00a0%'],
    [0.021, '5\u00a0%'],
    [0.42, '60\u00a0%'],
    [0.95, '100\u00a0%'],
  ])('the share axis for %f goes from 0 to %s', (highest, top) => {
    const { ticks } = prepareShareAxis(highest);
    expect([ticks[0]?.text, ticks.at(-1)?.text]).toEqual(['0\u00a0%', top]);
  });

  test('time labels are round, never collide, and end with the present', () => {
    for (const widthPx of [180, 260, 400, 900]) {
      const ticks = prepareTimeAxis({ from: at(-158), to: at(22), widthPx, zone: 'utc', end: 'now' });
      expect(ticks.at(-1)).toEqual({ at: 1, text: '04:31 now' });
      const centres = ticks.slice(0, -1).map((tick) => tick.at * widthPx);
      centres.forEach((x, index) => {
        expect(x - (centres[index - 1] ?? -100)).toBeGreaterThanOrEqual(46);
        expect(x + 23).toBeLessThanOrEqual(widthPx - 84);
      });
      expect(ticks.slice(0, -1).every((tick) => /:(00|30|15|45)$/.test(tick.text))).toBe(true);
    }
  });
});

describe('labels at line ends', () => {
  test.each([[[10, 12, 13, 14]], [[168, 168, 168, 168]], [[0, 0, 0]], [[160, 20, 158, 22]], [[84]], [[]]])(
    '%j are moved apart and stay inside',
    (wanted) => {
      const placed = spreadLabels(wanted, 15, 168);
      const sorted = placed.toSorted((a, b) => a - b);
      sorted.forEach((top, index) => {
        expect(top).toBeGreaterThanOrEqual(-0.001);
        expect(top).toBeLessThanOrEqual(168.001);
        if (index > 0) expect(top - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(14.999);
      });
    },
  );

  test('keep the order of their lines', () => {
    const placed = spreadLabels([100, 98, 99], 15, 168);
    expect([...placed.keys()].sort((a, b) => (placed[a] ?? 0) - (placed[b] ?? 0))).toEqual([1, 2, 0]);
  });
});

describe('annotations', () => {
  const events = (minutes: readonly number[]): Event[] =>
    minutes.map((minute, index) => ({
      at: at(minute),
      kind: (['first seen', 'detected', 'paused', 'note', 'ring'] as const)[index] ?? 'ring',
      word: ['First seen', 'Detected', 'Paused', 'Note', 'Early'][index] ?? 'Broad',
      time: '04:09',
    }));

  test.each([
    [[0, 12, 22]],
    [[0, 1, 2]],
    [[5, 5, 5]],
    [[20, 21, 22]],
    [[0, 0, 22]],
    [[2, 4, 9, 10, 6, 12]],
    [[1, 2, 3, 4, 5, 6]],
  ])('at minutes %j never cover each other', (minutes) => {
    for (const widthPx of [200, 400, 800]) {
      const notes = prepareNotes(events(minutes), { from: at(0), to: at(22), widthPx });
      const boxes = notes.flatMap((note) => {
        if (!note.place) return [];
        const length = `${note.word} ${note.time}`.length * 6.1 + 8;
        const x = note.share * widthPx;
        const left = note.place.side === 'left' ? x - 6 - length : x + 6;
        return [{ row: note.place.row, left, right: left + length, line: x }];
      });
      boxes.forEach((box, index) => {
        for (const other of boxes.slice(index + 1)) {
          expect(box.row !== other.row || box.right <= other.left || other.right <= box.left).toBe(true);
          const [upper, lower] = box.row < other.row ? [box, other] : [other, box];
          expect(upper.row === lower.row || upper.line <= lower.left || upper.line >= lower.right).toBe(true);
        }
      });
      expect(notes.findLast(({ kind }) => kind === 'paused')?.place).not.toBeNull();
    }
  });

  test('a label stands beside its own line rather than over one that matters', () => {
    const near = events([0, 6, 60]).map((event, i) => (i === 2 ? { ...event, kind: 'ring' as const } : event));
    const notes = prepareNotes(near, { from: at(-60), to: at(120), widthPx: 360 });
    expect(notes.map(({ word, place }) => `${word} ${place?.side}`)).toEqual([
      'First seen left',
      'Detected right',
      'Paused right',
    ]);
  });

  test('outside the window are left out', () => {
    expect(prepareNotes(events([-10]), { from: at(0), to: at(22), widthPx: 400 })).toEqual([]);
  });
});

describe('the window', () => {
  const line = (known: number) => ({
    key: 'Canary',
    targeted: 50,
    known,
    down: { from: 0, minutes: 1, end: 0.1 },
    installed: { from: known, minutes: 5, end: 1 },
  });

  test('leaves out the time before anything was known', () => {
    const window = prepareWindow(series(22, [line(-60)]), null);
    expect(window.cropped).toBe(true);
    expect(window.last).toBe(179);
    expect(window.first).toBeGreaterThan(60);
    expect(window.first).toBeLessThan(97);
  });

  test('never gets shorter than half an hour', () => {
    expect(prepareWindow(series(22, [line(21)]), null).first).toBe(150);
  });

  test('of longer steps never gets so short that it is no chart', () => {
    const day = { ...series(22, [line(21)], 144), stepMs: 600_000 };
    expect(prepareWindow(day, null)).toMatchObject({ first: 129, last: 143 });
  });

  test('is the whole range where all of it is known', () => {
    expect(prepareWindow(series(22, [line(-400)]), null)).toEqual({ first: 0, last: 179, cropped: false });
  });
});
