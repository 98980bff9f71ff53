import { ringColor } from '../rings/ring-mark.tsx';
import { EVENT_LINES } from './event-lines.ts';
import type { ChartModel } from './prepare-chart.ts';

const percent = (share: number): string => `${share * 100}%`;

interface GroundProps {
  model: ChartModel;
  threshold: number | null;
  expected: number | null;
}

/**
 * What lies under the lines of a chart: grid, threshold, expected range, events. Its places are known, so it is drawn
 * without recharts, which would work each of them out anew on every poll.
 */
export function PlotGround({ model, threshold, expected }: GroundProps) {
  const y = (share: number) => percent(1 - share / model.top);
  const band = expected === null ? 0 : Math.min(1, expected / model.top);
  return (
    <svg className="p-lines" aria-hidden="true">
      {band > 0 && <rect className="band" x="0" y={percent(1 - band)} width="100%" height={percent(band)} />}
      {model.yTicks.map(({ at }) => (
        <g key={at} className={at === 0 ? 'ax0' : 'ax'}>
          <line x1="0" x2="100%" y1={percent(1 - at)} y2={percent(1 - at)} />
        </g>
      ))}
      {threshold !== null && (
        <g className="thr">
          <line x1="0" x2="100%" y1={y(threshold)} y2={y(threshold)} />
        </g>
      )}
      {model.notes.map((note) => (
        <g key={`${note.word} ${note.at}`} className={EVENT_LINES[note.kind]}>
          <line x1={percent(note.share)} x2={percent(note.share)} y1="0" y2="100%" />
        </g>
      ))}
    </svg>
  );
}

/** What a line of known values cannot show: the piece that is still filling, and points without a neighbour. */
export function PlotEnds({ model, scale }: { model: ChartModel; scale: number }) {
  const x = (at: number) => percent((at - model.from) / Math.max(1, model.to - model.from));
  const y = (share: number) => percent(1 - share / model.top);
  const last = model.rows.at(-1);
  return (
    <svg className="p-lines" aria-hidden="true">
      {model.lines.map(({ ring, index, solid, dotted, lonely }) => {
        const before = model.rows.slice(-3, -1).findLast((row) => row[dotted] !== null);
        const [from, to] = [before?.[dotted] ?? null, last?.[dotted] ?? null];
        const isJoined = from !== null && to !== null;
        const color = ringColor(index);
        return (
          <g key={ring} stroke={color} fill={color}>
            {before && last && isJoined && (
              <line
                x1={x(before.at)}
                x2={x(last.at)}
                y1={y(from)}
                y2={y(to)}
                strokeWidth={2 * scale}
                strokeDasharray={`${scale / 10} ${4 * scale}`}
                strokeLinecap="round"
              />
            )}
            {(isJoined ? lonely.filter((at) => at !== last?.at) : lonely).map((at) => {
              const row = model.rows.find((candidate) => candidate.at === at);
              const share = row?.[solid] ?? row?.[dotted] ?? null;
              return share !== null && <circle key={at} cx={x(at)} cy={y(share)} r={2 * scale} stroke="none" />;
            })}
          </g>
        );
      })}
    </svg>
  );
}
