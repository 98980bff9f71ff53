/** The chart of evidence over time, decided to the last label. Its scale is logarithmic: one step is ten times as much. */
import type { EvidenceSeries } from '#contract/update-detail.ts';
import { LN_AUTO, LN_RECOMMEND, LN_WATCH } from '#domain/detection/decide.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import type { Zone } from '../format/time.ts';
import { type End, prepareTimeAxis, type Tick } from './prepare-axes.ts';
import { spreadLabels } from './prepare-ends.ts';
import { type Event, type Note, prepareNotes } from './prepare-notes.ts';
import { lonelyPoints } from './prepare-points.ts';
import { chosenWindow, windowOf } from './prepare-window.ts';

/** Levels of evidence and what they are enough for. */
export const LEVELS = [
  { ln: LN_WATCH, word: 'Watch' },
  { ln: LN_RECOMMEND, word: 'Pause recommended' },
  { ln: LN_AUTO, word: 'Beyond doubt' },
] as const;

/** Powers of ten. The scale ends at a million, or at a billion, beyond which no number is said. */
const TOPS = [
  [6, '1 in a million'],
  [9, '1 in a billion'],
] as const;
/** Below this width the numbers of the levels stand beside the axis: inside they would lie on the lines. */
const NARROW_PX = 360;
const LN_10 = Math.log(10);
/** What every second harmless update shows is no evidence. */
const LN_TELLING = Math.log(2);

export interface EvidenceRow {
  at: number;
  /** Heights in powers of ten; `last`: the piece that leads to the point still filling. */
  most: number | null;
  mostLast: number | null;
  now: number | null;
  nowLast: number | null;
}
export interface EvidenceEnd {
  line: 'most' | 'now';
  name: string;
  number: string;
  /** Px from the top. */
  top: number;
}
export interface EvidenceModel {
  rows: EvidenceRow[];
  from: number;
  to: number;
  cropped: boolean;
  /** Powers of ten at the top of the scale. */
  top: number;
  yTicks: Tick[];
  xTicks: Tick[];
  /** `inside`: what is written along the line. */
  levels: { at: number; word: string; number: string; inside: string }[];
  ends: EvidenceEnd[];
  notes: Note[];
  /** Times of points without a neighbour. */
  lonely: readonly number[];
  /** What the table shows, newest last. */
  table: { at: number; most: string; now: string; level: string; lnMost: number | null; lnNow: number | null }[];
}

interface Setting {
  zone: Zone;
  widthPx: number;
  heightPx: number;
  events: readonly Event[];
  end: End;
  part: string | null;
}

export function prepareEvidence(
  series: EvidenceSeries,
  { zone, widthPx, heightPx, events, end: present, part }: Setting,
): EvidenceModel {
  const points = series.most.length;
  const window =
    chosenWindow(part, { from: series.from, stepMs: series.stepMs, points }) ??
    windowOf(points, series.stepMs, (index) => series.most[index] !== null);
  const end = window.last === points - 1 ? present : 'past';
  const cut = (values: readonly (number | null)[]) => values.slice(window.first, window.last + 1);
  const from = series.from + window.first * series.stepMs;
  const [most, now] = [cut(series.most), cut(series.now)];
  const to = from + Math.max(0, most.length - 1) * series.stepMs;
  const [top, topText] = topOf(most);
  const isNarrow = widthPx < NARROW_PX;
  const levels = LEVELS.map(({ ln, word }) => ({ at: heightOf(ln, top), word, number: oneIn(ln) }));
  const height = (ln: number | null) => (ln === null ? null : Math.min(top, Math.max(0, ln / LN_10)));
  const timeOf = (index: number) => from + index * series.stepMs;
  return {
    rows: toRows(most.map(height), now.map(height), timeOf, end),
    from,
    to,
    cropped: window.cropped,
    top,
    yTicks: [
      { at: 0, text: 'none' },
      ...(isNarrow ? levels.map(({ at, number }) => ({ at, text: number })) : []),
      { at: 1, text: topText },
    ],
    xTicks: prepareTimeAxis({ from, to, widthPx, zone, end }),
    levels: levels.map((level) => ({ ...level, inside: isNarrow ? level.word : `${level.word} ${level.number}` })),
    ends: endLabels(
      most.at(-1) ?? null,
      now.at(-1) ?? null,
      (ln) => heightPx * (1 - (height(ln) ?? 0) / top),
      heightPx,
    ),
    notes: prepareNotes(events, { from, to, widthPx }),
    lonely: lonelyPoints(most, from, series.stepMs),
    table: most.map((ln, index) => toTableRow(timeOf(index), ln, now[index] ?? null)),
  };
}

function topOf(most: readonly (number | null)[]): (typeof TOPS)[number] {
  const highest = Math.max(0, ...most.map((ln) => ln ?? 0)) / LN_10;
  return TOPS.find(([power]) => highest <= power) ?? TOPS[1];
}

/** The last point is still filling, so the piece that leads to it is drawn apart. */
function toRows(
  most: readonly (number | null)[],
  now: readonly (number | null)[],
  timeOf: (index: number) => number,
  end: End,
): EvidenceRow[] {
  const last = end === 'past' ? most.length : most.length - 1;
  const isLast = (index: number) => last < most.length && index >= last - 1;
  return most.map((height, index) => ({
    at: timeOf(index),
    most: index === last ? null : height,
    mostLast: isLast(index) ? height : null,
    now: index === last ? null : (now[index] ?? null),
    nowLast: isLast(index) ? (now[index] ?? null) : null,
  }));
}

const heightOf = (ln: number, top: number): number => ln / LN_10 / top;

const END_GAP_PX = 32;
/** Half a label: it stays within the height of the plot. */
const END_HALF_PX = 14;

function endLabels(
  most: number | null,
  now: number | null,
  yOf: (ln: number) => number,
  heightPx: number,
): EvidenceEnd[] {
  if (most === null || now === null) return [];
  const y = (ln: number) => Math.max(END_HALF_PX, yOf(ln));
  const number = (ln: number) =>
    ln < LN_TELLING ? 'none' : oneIn(ln).replace('less than 1 in a billion', 'under 1 in 1 bn');
  if (number(most) === number(now)) {
    return [{ line: 'most', name: 'Now, the most', number: number(most), top: y(most) }];
  }
  const [mostTop = 0, nowTop = 0] = spreadLabels([y(most), y(now)], END_GAP_PX, heightPx);
  return [
    { line: 'most', name: 'Most so far', number: number(most), top: mostTop },
    { line: 'now', name: 'Now', number: number(now), top: nowTop },
  ];
}

const NO_DATA = 'no data';
const said = (ln: number): string => (ln < LN_TELLING ? 'no evidence' : oneIn(ln));

function toTableRow(at: number, most: number | null, now: number | null) {
  const passed = LEVELS.findLast(({ ln }) => most !== null && most >= ln - 1e-9);
  const level = passed ? `${passed.word} (${oneIn(passed.ln)})` : 'none';
  return {
    at,
    most: most === null ? NO_DATA : said(most),
    now: now === null ? NO_DATA : said(now),
    level: most === null ? NO_DATA : level,
    lnMost: most,
    lnNow: now,
  };
}
