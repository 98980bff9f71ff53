import { percent } from '../format/number.ts';
import type { Spark } from './prepare-spark.ts';
import { ringColor } from './ring-mark.tsx';

/** A drawing beside a number that says the same; its scale is its own and printed in its title. */
export function Sparkline({ spark, index }: { spark: Spark | null; index: number }) {
  if (!spark) return <div className="spark none" title="Not enough checked to draw a line" />;
  return (
    <div className="spark" title={`Down, % of checked, own scale 0 to ${percent(spark.top)}`}>
      <svg viewBox="0 0 100 34" preserveAspectRatio="none" aria-hidden="true">
        {spark.expected > 0 && (
          <rect className="band" x="0" width="100" y={34 - spark.expected} height={spark.expected} />
        )}
        <line className="ax0" x1="0" x2="100" y1="34" y2="34" />
        {spark.pieces.map((points) => (
          <polyline key={points.slice(0, 12)} className="ln thin" points={points} stroke={ringColor(index)} />
        ))}
      </svg>
    </div>
  );
}
