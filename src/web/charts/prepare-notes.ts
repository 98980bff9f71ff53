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
}

interface Box {
  row: number;
  side: 'left' | 'right';
  left: number;
  right: number;
}

/**
 * The newest gets the best place, the row next to the chart, because it is what people look for; notes and
 * when a ring began are said where there is room left. A label that would stand over another event's line goes elsewhere where it can, so that nobody takes it for that event's.
 */
export function prepareNotes(events: readonly Event[], { from, to, widthPx, scale = 1 }: Extent): Note[] {
  const taken: Box[] = [];
  const x = (event: Event) => (to === from ? 0 : ((event.at - from) / (to - from)) * widthPx);
  const inside = events.filter((event) => event.at >= from && event.at <= to);
  const notes = inside
    .toSorted((a, b) => LATER.indexOf(a.kind) - LATER.indexOf(b.kind) || b.at - a.at)
    .map((event): Note => {
      const free = boxesAt(x(event), `${event.word} ${event.time}`, scale)
        .filter(({ left, right }) => left >= -OVER_LEFT_PX * scale && right <= widthPx + OVER_RIGHT_PX * scale)
        .filter((box) =>
          taken.every((other) => other.row !== box.row || box.right <= other.left || box.left >= other.right),
        );
      const clear = free.find((box) => inside.every((other) => x(other) <= box.left || x(other) >= box.right));
      const box = clear ?? free[0];
      if (box) taken.push(box);
      return { ...event, share: x(event) / Math.max(1, widthPx), place: box ? { row: box.row, side: box.side } : null };
    });
  return notes.toSorted((a, b) => a.at - b.at);
}

/** Where a label may stand, best first: beside its line, next to the chart, then one row up. */
function boxesAt(x: number, text: string, scale: number): Box[] {
  const length = (text.length * CHAR_PX + 8) * scale;
  const offset = OFFSET_PX * scale;
  const rows = Array.from({ length: NOTE_ROWS }, (_, index) => NOTE_ROWS - 1 - index);
  return rows.flatMap((row): Box[] => [
    { row, side: 'left', left: x - offset - length, right: x - offset },
    { row, side: 'right', left: x + offset, right: x + offset + length },
  ]);
}
