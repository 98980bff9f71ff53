import { createContext, memo, useContext, useMemo } from 'react';
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { useView } from '../app/use-view.ts';
import { percentFigure } from '../format/number.ts';
import { clock } from '../format/time.ts';
import { RingMark, ringColor } from '../rings/ring-mark.tsx';
import type { ChartModel } from './prepare-chart.ts';

export interface LineViewProps {
  model: ChartModel;
  width: number;
  height: number;
  /** Of lines and dots, 1 in a panel. */
  scale: number;
  label: string;
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 } as const;
const CURSOR = { className: 'ev' } as const;
/** Named, not counted: it is the same when a minute is added. */
const ALL_ROWS = ['dataMin', 'dataMax'] as const;
const ModelContext = createContext<ChartModel | null>(null);

/** Maps the lines of a prepared chart onto recharts; the plot draws what lies under and around them. */
export const LineView = memo(function LineView({ model, width, height, scale, label }: LineViewProps) {
  return (
    <ModelContext value={model}>
      <LineChart width={width} height={height} data={model.rows} margin={NO_MARGIN} role="img" aria-label={label}>
        {useParts(model, scale)}
      </LineChart>
    </ModelContext>
  );
});

/**
 * What a chart is made of. Recharts hands on new values by itself; parts made anew would be drawn a first time with the
 * old ones, and have it work everything out once more.
 */
function useParts({ top, lines }: ChartModel, scale: number) {
  const indexes = lines.map(({ index }) => index).join(' ');
  return useMemo(
    () => (
      <>
        <XAxis dataKey="at" type="number" domain={ALL_ROWS} hide />
        <YAxis type="number" domain={[0, top]} hide />
        {indexes.split(' ').map((index) => (
          <Line
            key={index}
            dataKey={`solid${index}`}
            stroke={ringColor(Number(index))}
            strokeWidth={2 * scale}
            type="linear"
            connectNulls={false}
            dot={false}
            activeDot={{ r: 3.5 * scale }}
            isAnimationActive={false}
          />
        ))}
        <Tooltip isAnimationActive={false} filterNull={false} cursor={CURSOR} content={readingAt} />
      </>
    ),
    [top, indexes, scale],
  );
}

const readingAt = ({ active, label: at }: { active?: boolean; label?: unknown }) =>
  active && typeof at === 'number' ? <Reading at={at} /> : null;

/** The values under the pointer or the arrow keys. */
function Reading({ at }: { at: number }) {
  const { tz } = useView();
  const model = useContext(ModelContext);
  const row = model?.rows.find((candidate) => candidate.at === at);
  if (!model || !row) return null;
  return (
    <div className="reading">
      <b>{clock(at, tz)}</b>
      <ul>
        {model.lines.map((line) => {
          const share = row[line.solid] ?? row[line.dotted] ?? null;
          return (
            <li key={line.ring}>
              <RingMark index={line.index} />
              {line.ring}
              <span>{share === null ? 'no data' : `${percentFigure(share)}\u00a0%`}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
