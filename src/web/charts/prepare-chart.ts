/** A chart, decided to the last label. The component maps it onto the page. */
import { percentFigure } from '../format/number.ts';
import type { Zone } from '../format/time.ts';
import { type End, prepareShareAxis, prepareTimeAxis, type Tick } from './prepare-axes.ts';
import { spreadLabels } from './prepare-ends.ts';
import { type Event, type Note, prepareNotes } from './prepare-notes.ts';
import { lonelyPoints } from './prepare-points.ts';

/** One line: a value per point, null where there is none. */
export interface Values {
  ring: string;
  /** Place in the rollout order; gives colour and shape. */
  index: number;
  shares: readonly (number | null)[];
}
export interface Row {
  at: number;
  /** `solid0` and `dotted0` are the first line's values, and so on; missing is null. */
  [line: string]: number | null;
}
export interface Line {
  ring: string;
  index: number;
  solid: string;
  dotted: string;
  /** Times of points without a neighbour: a line cannot show them, a dot can. */
  lonely: readonly number[];
}
export interface EndLabel {
  ring: string;
  index: number;
  text: string;
  /** Px from the top. */
  top: number;
}
export interface ChartModel {
  rows: Row[];
  lines: Line[];
  from: number;
  to: number;
  top: number;
  yTicks: Tick[];
  xTicks: Tick[];
  ends: EndLabel[];
  /** Lines with a value but no room for a label: the table has them. */
  unlabelled: number;
  notes: Note[];
}

interface Setting {
  from: number;
  stepMs: number;
  zone: Zone;
  widthPx: number;
  heightPx: number;
  /** Size of all words beside that in a panel. */
  scale?: number;
  /** Rows of words above the chart. */
  noteRows?: number;
  /** The scale holds at least this share. */
  atLeast: number;
  events: readonly Event[];
  end: End;
}

const END_GAP_PX = 15;

export function prepareChart(values: readonly Values[], setting: Setting): ChartModel {
  const { from, stepMs, zone, widthPx, heightPx, scale = 1, noteRows, events, end } = setting;
  const points = Math.max(0, ...values.map((line) => line.shares.length));
  const to = from + Math.max(0, points - 1) * stepMs;
  const highest = Math.max(setting.atLeast, ...values.flatMap((line) => line.shares.map((share) => share ?? 0)));
  const { top, ticks } = prepareShareAxis(highest);
  return {
    rows: toRows(values, points, setting),
    lines: values.map((line) => ({
      ring: line.ring,
      index: line.index,
      solid: `solid${line.index}`,
      dotted: `dotted${line.index}`,
      lonely: lonelyPoints(line.shares, from, stepMs),
    })),
    from,
    to,
    top,
    yTicks: ticks,
    // Without a point there is no time to name.
    xTicks: points === 0 ? [] : prepareTimeAxis({ from, to, widthPx, scale, zone, end }),
    ...endLabels(values, { top, heightPx, gapPx: END_GAP_PX * scale }),
    notes: prepareNotes(events, { from, to, widthPx, scale, ...(noteRows !== undefined && { rows: noteRows }) }),
  };
}

/** The last point of the present is still filling, so the piece that leads to it is drawn apart. */
function toRows(values: readonly Values[], points: number, { from, stepMs, end }: Setting): Row[] {
  const filling = end === 'past' ? points : points - 1;
  return Array.from({ length: points }, (_, point) => {
    const row: Row = { at: from + point * stepMs };
    for (const { index, shares } of values) {
      const share = shares[point] ?? null;
      row[`solid${index}`] = point === filling ? null : share;
      row[`dotted${index}`] = filling < points && point >= filling - 1 ? share : null;
    }
    return row;
  });
}

/** The highest lines are labelled, as many as fit below each other. */
function endLabels(
  values: readonly Values[],
  { top, heightPx, gapPx }: { top: number; heightPx: number; gapPx: number },
): Pick<ChartModel, 'ends' | 'unlabelled'> {
  const ending = values.flatMap(({ ring, index, shares }) => {
    const share = shares.findLast((candidate) => candidate !== null) ?? null;
    return share === null ? [] : [{ ring, index, share }];
  });
  const fitting = Math.max(1, Math.floor(heightPx / gapPx) + 1);
  const highest = new Set(ending.toSorted((a, b) => b.share - a.share).slice(0, fitting));
  const labelled = ending.filter((end) => highest.has(end));
  const places = spreadLabels(
    labelled.map(({ share }) => heightPx * (1 - share / top)),
    gapPx,
    heightPx,
  );
  const ends = labelled.map(({ ring, index, share }, place) => ({
    ring,
    index,
    text: `${percentFigure(share)}\u00a0%`,
    top: places[place] ?? 0,
  }));
  return { ends, unlabelled: ending.length - ends.length };
}
