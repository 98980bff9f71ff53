import { type DotItemDotProps, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { useView } from '../app/use-view.ts';
import { clock } from '../format/time.ts';
import { EVENT_LINES } from './event-lines.ts';
import type { EvidenceModel } from './prepare-evidence.ts';

export interface EvidenceViewProps {
  model: EvidenceModel;
  width: number;
  height: number;
  label: string;
}

const floor = () => 0;
const LINE = { dot: false, activeDot: false, isAnimationActive: false, connectNulls: false } as const;
const DOTTED = { strokeDasharray: '1 4', strokeLinecap: 'round' } as const;

/** Maps prepared evidence onto recharts: a step line of the most so far, a thin one of now. */
export function EvidenceView({ model, width, height, label }: EvidenceViewProps) {
  const lonelyDot = ({ index, cx, cy, payload }: DotItemDotProps) =>
    model.lonely.includes(payload.at) && cx !== undefined && cy !== undefined ? (
      <circle key={index} className="most" cx={cx} cy={cy} r={2} />
    ) : (
      <g key={index} />
    );
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
      <ReferenceLine y={0} className="ax0" />
      {model.levels.map(({ at, word }) => (
        <ReferenceLine key={word} y={at * model.top} className="level" />
      ))}
      {model.notes.map((note) => (
        <ReferenceLine key={`${note.word} ${note.at}`} x={note.at} className={EVENT_LINES[note.kind]} />
      ))}
      {/* Axes are drawn only where there is something to draw: a line on the floor that nobody sees. */}
      <Line dataKey={floor} stroke="none" {...LINE} />
      <Line dataKey="now" className="now" type="stepAfter" strokeWidth={1.25} {...LINE} />
      <Line dataKey="nowLast" className="now" type="stepAfter" strokeWidth={1.25} {...LINE} {...DOTTED} />
      <Line dataKey="most" className="most" type="stepAfter" strokeWidth={2} {...LINE} dot={lonelyDot} />
      <Line
        dataKey="mostLast"
        className="most"
        type="stepAfter"
        strokeWidth={2}
        {...LINE}
        {...DOTTED}
        dot={lonelyDot}
      />
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

/** The values under the pointer or the arrow keys. */
function Reading({ model, at }: { model: EvidenceModel; at: number }) {
  const { tz } = useView();
  const row = model.table.find((candidate) => candidate.at === at);
  if (!row) return null;
  return (
    <div className="reading">
      <b>{clock(at, tz)}</b>
      <ul>
        <li>
          Most so far <span>{row.most}</span>
        </li>
        <li>
          Now <span>{row.now}</span>
        </li>
        <li>
          Passed <span>{row.level}</span>
        </li>
      </ul>
    </div>
  );
}
