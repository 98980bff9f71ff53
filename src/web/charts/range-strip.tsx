import { type PointerEvent, useRef } from 'react';
import { useView } from '../app/use-view.ts';
import { ringColor } from '../rings/ring-mark.tsx';
import { STRIP_HEIGHT, type Strip } from './prepare-strip.ts';
import { FEWEST_CHOSEN } from './prepare-window.ts';

/** The whole range in small; two handles, or the part itself, choose what the charts above show: by pointer, touch or keys. */
export function RangeStrip({ strip }: { strip: Strip | null }) {
  const { part, change } = useView();
  const ends = useRef<HTMLInputElement>(null);
  if (!strip) return <div className="strip" />;
  const { first, last, points, left, right, timeOf } = strip;
  const choose = (from: number, to: number) => change({ part: strip.partOf(from, to) });
  const backToNow = () => {
    // The button goes away, and the focus with it.
    ends.current?.focus();
    change({ part: null });
  };
  return (
    <div className="strip">
      <svg viewBox={`0 0 100 ${STRIP_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line className="ax0" x1="0" x2="100" y1={STRIP_HEIGHT - 1} y2={STRIP_HEIGHT - 1} />
        {strip.lines.flatMap(({ index, pieces }) =>
          pieces.map((piece) => (
            <polyline
              key={`${index} ${piece.slice(0, 12)}`}
              className="ln thin"
              points={piece}
              stroke={ringColor(index)}
            />
          )),
        )}
      </svg>
      <span
        className="in-view"
        style={{ left: `${left * 100}%`, right: `${(1 - right) * 100}%` }}
        onPointerDown={(event) => grab(event, strip, choose)}
      />
      <input
        type="range"
        aria-label="The part in view begins"
        aria-valuetext={timeOf(first)}
        min={0}
        max={points - 1}
        value={first}
        onChange={(event) => choose(Math.min(Number(event.target.value), last - FEWEST_CHOSEN), last)}
      />
      <input
        ref={ends}
        type="range"
        aria-label="The part in view ends"
        aria-valuetext={timeOf(last)}
        min={0}
        max={points - 1}
        value={last}
        onChange={(event) => choose(first, Math.max(Number(event.target.value), first + FEWEST_CHOSEN))}
      />
      <span className="begins" aria-hidden="true">
        {strip.begins}
      </span>
      <button type="button" className="link-button" hidden={part === null} onClick={backToNow}>
        Back to now
      </button>
    </div>
  );
}

/** The part in view follows the pointer along the strip, as long as it is. */
function grab(
  { currentTarget: grip, pointerId, button, clientX: grabbedAt }: PointerEvent<HTMLElement>,
  { first, last, points }: Strip,
  choose: (first: number, last: number) => void,
): void {
  const pointPx = (grip.parentElement?.clientWidth ?? 0) / (points - 1);
  if (pointPx === 0 || button !== 0) return;
  let moved = 0;
  const follow = ({ clientX }: globalThis.PointerEvent) => {
    const by = Math.max(-first, Math.min(points - 1 - last, Math.round((clientX - grabbedAt) / pointPx)));
    if (by === moved) return;
    moved = by;
    choose(first + by, last + by);
  };
  const released = new AbortController();
  grip.setPointerCapture(pointerId);
  grip.addEventListener('pointermove', follow, { signal: released.signal });
  grip.addEventListener('lostpointercapture', () => released.abort(), { signal: released.signal });
}
