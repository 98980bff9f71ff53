import { type ReactNode, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { lazyPart } from '../app/lazy-part.tsx';
import { RingMark } from '../rings/ring-mark.tsx';
import { Notes, Ticks } from './plot-words.tsx';
import type { ChartModel } from './prepare-chart.ts';

const LineView = lazyPart(async () => (await import('./line-view.tsx')).LineView);

/** The width of the plot area, measured before it is painted. */
export function usePlotWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
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
  return { ref, width };
}

interface Props {
  model: ChartModel;
  /** Width and height of the plot area in px. */
  size: { width: number; height: number };
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
export function Plot({ model, size, label, threshold = null, expected = null, bare = false, empty }: Props) {
  return (
    <>
      <Suspense fallback={null}>
        {size.width > 0 && (
          <LineView
            model={model}
            width={size.width}
            height={size.height}
            label={label}
            threshold={threshold?.at ?? null}
            expected={expected}
          />
        )}
      </Suspense>
      <div aria-hidden="true">
        <Ticks y={model.yTicks} x={bare ? [] : model.xTicks} />
        {threshold && (
          <span className="p-in" style={{ bottom: `${(threshold.at / model.top) * 100}%` }}>
            {threshold.words}
          </span>
        )}
        {!bare && <Notes notes={model.notes} />}
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
