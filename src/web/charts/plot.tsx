import { type ReactNode, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { lazyPart } from '../app/lazy-part.tsx';
import { RingMark } from '../rings/ring-mark.tsx';
import { PlotEnds, PlotGround } from './plot-lines.tsx';
import { Notes, Ticks } from './plot-words.tsx';
import type { ChartModel } from './prepare-chart.ts';
import { useOnceIdle, useWhenIdle } from './use-when-idle.ts';

const LineView = lazyPart(async () => (await import('./line-view.tsx')).LineView);

/** The plot area in px, and how large its text is beside that of a panel. */
export interface PlotSize {
  width: number;
  height: number;
  scale: number;
}

/** Size of a panel's axis labels, which every distance in a chart is made for. */
const PANEL_TEXT_PX = 11;

/** The size of the plot area, measured before it is painted. */
export function usePlotSize() {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<PlotSize>({ width: 0, height: 0, scale: 1 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const scale = Number.parseFloat(getComputedStyle(element).fontSize) / PANEL_TEXT_PX;
      setSize((was) =>
        was.width === width && was.height === height && was.scale === scale ? was : { width, height, scale },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Paper has another width, and nothing is observed between its layout and its picture.
    const paper = window.matchMedia('print');
    const measureNow = () => flushSync(measure);
    paper.addEventListener('change', measureNow);
    return () => {
      observer.disconnect();
      paper.removeEventListener('change', measureNow);
    };
  }, []);
  return { ref, ...size };
}

interface Props {
  model: ChartModel;
  size: Omit<PlotSize, 'scale'> & Partial<PlotSize>;
  /** The chart in one sentence. */
  label: string;
  threshold?: { at: number; words: ReactNode } | null;
  expected?: number | null;
  /** Axis of time and words above the events: left out where the chart above has them. */
  bare?: boolean;
  /** Said in the middle of a chart without a single point. */
  empty?: string;
}

/** The frame around a chart: ticks, direct labels and annotations. Its space is there before the chart is. */
export function Plot({ size, threshold = null, expected = null, bare = false, empty, ...newest }: Props) {
  const { width, height, scale = 1 } = size;
  const isIdle = useOnceIdle();
  // The sentence waits with the lines: by itself it would have the old ones drawn once more.
  const said = useMemo(() => ({ model: newest.model, label: newest.label }), [newest.model, newest.label]);
  const { model, label } = useWhenIdle(said, `${width} ${height} ${scale}`);
  return (
    <>
      <PlotGround model={model} threshold={threshold?.at ?? null} expected={expected} />
      <Suspense fallback={null}>
        {isIdle && width > 0 && <LineView model={model} width={width} height={height} scale={scale} label={label} />}
      </Suspense>
      <PlotEnds model={model} scale={scale} />
      <div aria-hidden="true">
        <Ticks y={model.yTicks} x={bare ? [] : model.xTicks} />
        {threshold && (
          <span className="p-in" style={{ bottom: `${(threshold.at / model.top) * 100}%` }}>
            {threshold.words}
          </span>
        )}
        {!bare && <Notes notes={model.notes} scale={scale} />}
        {model.ends.length === 0 && <span className="p-empty">{empty}</span>}
        {model.ends.map((end) => (
          <span key={end.ring} className="p-end" style={{ top: end.top }}>
            <RingMark index={end.index} />
            <span className="name">{end.ring}</span> {end.text}
          </span>
        ))}
        {model.unlabelled > 0 && <span className="p-more">and {model.unlabelled} more</span>}
      </div>
    </>
  );
}
