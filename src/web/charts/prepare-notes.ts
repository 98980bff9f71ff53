/** Labels of events above a chart: placed so that none covers another. */

export interface Event {
  at: number;
  kind: 'first seen' | 'detected' | 'paused' | 'resumed' | 'note' | 'ring';
  word: string;
  time: string;
}
export interface Note extends Event {
  /** 0 to 1 along the chart. */
  share: number;
  /** Rows count from the top; the label stands left or right of its line. Null: there was no room for words. */
  place: { row: number; side: 'left' | 'right' } | null;
}

/** Kinds whose labels come after those of all others, the least pressing last. */
export const LATER: readonly Event['kind'][] = ['note', 'ring'];

const CHAR_PX = 6.1;
const OFFSET_PX = 6;
/** Labels may reach this far over the ends of the plot. */
const OVER_LEFT_PX = 48;
const OVER_RIGHT_PX = 84;
export const NOTE_ROWS = 2;

interface Extent {
  from: number;
  to: number;
  widthPx: number;
  /** Size of the words beside that in a panel. */
  scale?: number;
  /** How many rows of words there are. */
  rows?: number;
}

interface Box {
  row: number;
  side: 'left' | 'right';
  left: number;
  right: number;
  /** Where its line is; from the upper row the line goes down through the lower one. */
  line: number;
}

/**
 * The newest gets the best place, the row next to the chart, because it is what people look for; notes and when a ring
 * began are said where there is room left. A label stands over as few other lines as can be, least of all over one of
 * those that matter, so that nobody takes it for that event's.
 */
export function prepareNotes(
  events: readonly Event[],
  { from, to, widthPx, scale = 1, rows = NOTE_ROWS }: Extent,
): Note[] {
  const taken: Box[] = [];
  const x = (event: Event) => (to === from ? 0 : ((event.at - from) / (to - from)) * widthPx);
  const inside = events.filter((event) => event.at >= from && event.at <= to);
  const covered = (box: Box) =>
    inside.reduce((sum, other) => sum + (isWithin(x(other), box) ? (LATER.includes(other.kind) ? 1 : 10) : 0), 0);
  const notes = inside
    .toSorted((a, b) => LATER.indexOf(a.kind) - LATER.indexOf(b.kind) || b.at - a.at)
    .map((event): Note => {
      const box = boxesAt(x(event), `${event.word} ${event.time}`, scale)
        .filter(({ row }) => row >= NOTE_ROWS - rows)
        .filter(({ left, right }) => left >= -OVER_LEFT_PX * scale && right <= widthPx + OVER_RIGHT_PX * scale)
        .filter((candidate) => taken.every((other) => !clash(candidate, other)))
        .toSorted((a, b) => covered(a) - covered(b))[0];
      if (box) taken.push(box);
      return { ...event, share: x(event) / Math.max(1, widthPx), place: box ? { row: box.row, side: box.side } : null };
    });
  return notes.toSorted((a, b) => a.at - b.at);
}

const isWithin = (at: number, { left, right }: Box): boolean => at > left && at < right;

/** One would stand over the other, or be struck through by its line. */
function clash(a: Box, b: Box): boolean {
  if (a.row === b.row) return a.right > b.left && a.left < b.right;
  const [upper, lower] = a.row < b.row ? [a, b] : [b, a];
  return isWithin(upper.line, lower);
}

/** Where a label may stand, best first: beside its line, next to the chart, then one row up. */
function boxesAt(x: number, text: string, scale: number): Box[] {
  const length = (text.length * CHAR_PX + 8) * scale;
  const offset = OFFSET_PX * scale;
  const rows = Array.from({ length: NOTE_ROWS }, (_, index) => NOTE_ROWS - 1 - index);
  return rows.flatMap((row): Box[] => [
    { row, side: 'left', left: x - offset - length, right: x - offset, line: x },
    { row, side: 'right', left: x + offset, right: x + offset + length, line: x },
  ]);
}
