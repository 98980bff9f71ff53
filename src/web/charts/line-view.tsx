import { Line, LineChart, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { useView } from '../app/view.ts';
import { percentFigure } from '../format/number.ts';
import { clock } from '../format/time.ts';
import { RingMark, ringColor } from '../rings/ring-mark.tsx';
import { EVENT_LINES } from './event-lines.ts';
import type { ChartModel, Line as PreparedLine } from './prepare-chart.ts';

export interface LineViewProps {
  model: ChartModel;
  width: number;
  height: number;
  label: string;
  threshold: number | null;
  expected: number | null;
}

const floor = () => 0;

/** Maps a prepared chart onto recharts. Words and ticks are drawn around it, by the plot. */
export function LineView({ model, width, height, label, threshold, expected }: LineViewProps) {
  return (
    <LineChart
      width={width}
      height={height}
      data={model.rows}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      role="img"
      aria-label={label}
    >
      <XAxis dataKey="at" type="number" domain={[model.from, model.to]} hide />
      <YAxis type="number" domain={[0, model.top]} hide />
      {expected !== null && <ReferenceArea y1={0} y2={Math.min(expected, model.top)} className="band" stroke="none" />}
      {model.yTicks.map(({ at }) => (
        <ReferenceLine key={at} y={at * model.top} className={at === 0 ? 'ax0' : 'ax'} />
      ))}
      {threshold !== null && <ReferenceLine y={threshold} className="thr" />}
      {model.notes.map((note) => (
        <ReferenceLine key={`${note.kind} ${note.at}`} x={note.at} className={EVENT_LINES[note.kind]} />
      ))}
      {/* Axes are drawn only where there is something to draw: a line on the floor that nobody sees. */}
      <Line dataKey={floor} stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
      {model.lines.flatMap((line) => [
        <Line
          key={line.solid}
          dataKey={line.solid}
          stroke={ringColor(line.index)}
          strokeWidth={2}
          type="linear"
          connectNulls={false}
          dot={(dot) => <LonelyDot key={dot.index} line={line} cx={dot.cx} cy={dot.cy} row={dot.payload} />}
          activeDot={{ r: 3.5 }}
          isAnimationActive={false}
        />,
        <Line
          key={line.dotted}
          dataKey={line.dotted}
          stroke={ringColor(line.index)}
          strokeWidth={2}
          strokeDasharray="1 4"
          strokeLinecap="round"
          type="linear"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />,
      ])}
      <Tooltip
        isAnimationActive={false}
        cursor={{ className: 'ev' }}
        content={({ active, label: at }) =>
          active && typeof at === 'number' ? <Reading model={model} at={at} /> : null
        }
      />
    </LineChart>
  );
}

interface DotProps {
  line: PreparedLine;
  cx: number | undefined;
  cy: number | undefined;
  row: { at: number };
}

function LonelyDot({ line, cx, cy, row }: DotProps) {
  if (!line.lonely.has(row.at) || cx === undefined || cy === undefined) return null;
  return <circle cx={cx} cy={cy} r={2} fill={ringColor(line.index)} />;
}

/** The values under the pointer or the arrow keys. */
function Reading({ model, at }: { model: ChartModel; at: number }) {
  const { tz } = useView();
  const row = model.rows.find((candidate) => candidate.at === at);
  if (!row) return null;
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
