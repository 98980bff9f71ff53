/** Ticks of both axes. */
import { percent } from '../format/number.ts';
import { clock, type Zone, zoneOffset } from '../format/time.ts';

export interface Tick {
  /** 0 to 1 along the axis; for y from the bottom. */
  at: number;
  text: string;
}

const TOPS = [
  [0.02, 0.01],
  [0.05, 0.01],
  [0.1, 0.025],
  [0.2, 0.05],
  [0.4, 0.1],
  [0.6, 0.2],
  [0.8, 0.2],
  [1, 0.25],
] as const;

/** Top of the scale: the smallest round one that holds the highest share. It always begins at 0. */
export function prepareShareAxis(highest: number): { top: number; ticks: Tick[] } {
  const [top, step] = TOPS.find(([end]) => highest <= end) ?? [1, 0.25];
  const steps = Math.round(top / step);
  const ticks = Array.from({ length: steps + 1 }, (_, index) => ({
    at: index / steps,
    text: percent((index / steps) * top),
  }));
  return { top, ticks };
}

const MINUTE = 60_000;
const STEPS = [5, 10, 15, 30, 60, 120, 180, 240, 360].map((minutes) => minutes * MINUTE);
/** Room a label like "04:30" needs, and the last one, "04:31 now". */
const LABEL_PX = 46;
const LAST_LABEL_PX = 84;

/** What the last point is: the present and still filling, the last that is known, or one of the past. */
export type End = 'now' | 'last' | 'past';

interface TimeSpan {
  from: number;
  to: number;
  widthPx: number;
  /** Size of the labels beside that in a panel. */
  scale?: number;
  zone: Zone;
  end: End;
}

/** Round times that fit side by side, then the present at the right end. */
export function prepareTimeAxis({ from, to, widthPx, scale = 1, zone, end }: TimeSpan): Tick[] {
  const span = Math.max(1, to - from);
  const labelPx = LABEL_PX * scale;
  const fits = Math.max(1, Math.floor(widthPx / (labelPx * 1.8)));
  const step = STEPS.find((candidate) => span / candidate <= fits) ?? 12 * 60 * MINUTE;
  const offset = zoneOffset(zone, to);
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at < to; at += step) {
    const share = (at - from) / span;
    const px = share * widthPx;
    if (px >= labelPx / 2 && px <= widthPx - LAST_LABEL_PX * scale - labelPx / 2) {
      ticks.push({ at: share, text: clock(at, zone) });
    }
  }
  return [...ticks, { at: 1, text: end === 'past' ? clock(to, zone) : `${clock(to, zone)} ${end}` }];
}
