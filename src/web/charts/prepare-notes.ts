/** Labels of events above a chart: placed so that none covers another. */

export interface Event {
  at: number;
  kind: 'first seen' | 'detected' | 'paused';
  word: string;
  time: string;
}
export interface Note extends Event {
  /** 0 to 1 along the chart. */
  share: number;
  /** Rows count from the top; the label stands left or right of its line. Null: there was no room for words. */
  place: { row: number; side: 'left' | 'right' } | null;
}

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
}

/** The newest gets the best place, the row next to the chart, because it is what people look for. */
export function prepareNotes(events: readonly Event[], { from, to, widthPx }: Extent): Note[] {
  const taken: { row: number; left: number; right: number }[] = [];
  const inside = events.filter((event) => event.at >= from && event.at <= to);
  const notes = inside
    .toSorted((a, b) => b.at - a.at)
    .map((event): Note => {
      const share = to === from ? 0 : (event.at - from) / (to - from);
      const x = share * widthPx;
      const length = `${event.word} ${event.time}`.length * CHAR_PX + 8;
      for (let row = NOTE_ROWS - 1; row >= 0; row -= 1) {
        for (const side of ['left', 'right'] as const) {
          const left = side === 'left' ? x - OFFSET_PX - length : x + OFFSET_PX;
          const right = left + length;
          const fits = left >= -OVER_LEFT_PX && right <= widthPx + OVER_RIGHT_PX;
          const free = taken.every((other) => other.row !== row || right <= other.left || left >= other.right);
          if (!fits || !free) continue;
          // The line itself rises through the rows above its label's, so it is taken too.
          taken.push({ row, left: Math.min(left, x), right: Math.max(right, x) });
          return { ...event, share, place: { row, side } };
        }
      }
      return { ...event, share, place: null };
    });
  return notes.toReversed();
}
