/** Words around a chart that all charts have: ticks of both axes, and what happened when. */
import type { Tick } from './prepare-axes.ts';
import { LATER, NOTE_ROWS, type Note } from './prepare-notes.ts';

const NOTE_ROW_PX = 15;

export function Ticks({ x, y }: { x: readonly Tick[]; y: readonly Tick[] }) {
  return (
    <>
      {y.map((tick) => (
        <span key={tick.text} className="p-y" style={{ bottom: `${tick.at * 100}%` }}>
          {tick.text}
        </span>
      ))}
      {x.map((tick) => (
        <span key={tick.text} className={tick.at === 1 ? 'p-x e' : 'p-x'} style={{ left: `${tick.at * 100}%` }}>
          {tick.text}
        </span>
      ))}
    </>
  );
}

export function Notes({ notes, scale = 1 }: { notes: readonly Note[]; scale?: number }) {
  return notes.map(
    (note) =>
      note.place && (
        <span
          key={`${note.word} ${note.at}`}
          className={`p-note ${LATER.includes(note.kind) ? 'aside ' : ''}${note.place.side}${note.place.row === 0 ? ' up' : ''}`}
          style={{ left: `${note.share * 100}%`, top: ((note.place.row - NOTE_ROWS) * NOTE_ROW_PX - 4) * scale }}
        >
          <b>{note.word}</b> {note.time}
        </span>
      ),
  );
}
