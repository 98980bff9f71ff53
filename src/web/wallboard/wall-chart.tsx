import { memo, useContext, useId, useMemo } from 'react';
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { useView } from '../app/use-view.ts';
import { Plot, usePlotSize } from '../charts/plot.tsx';
import { listed, percent } from '../format/number.ts';
import { StaleContext } from '../live/as-of.tsx';
import { prepareWallChart } from './prepare-wall-chart.ts';

interface Props {
  snapshot: Snapshot;
  series: Series | undefined;
}

/** Names of more letters than this are cut off in the usual room beside the lines. */
const LONG_NAME = 12;

/** Down of checked over time, per ring. */
export const WallChart = memo(function WallChart({ snapshot, series }: Props) {
  const heading = useId();
  const { tz } = useView();
  const { ref, width, height, scale } = usePlotSize();
  const end = useContext(StaleContext) ? 'last' : 'now';
  const model = useMemo(
    () => series && prepareWallChart(snapshot, series, { zone: tz, end, width, height, scale }),
    [snapshot, series, tz, end, width, height, scale],
  );
  const { threshold, expectedShare, focus } = snapshot;
  const title = focus === null ? 'Down, % of devices heard or due' : 'Down, % of checked';
  const ends = model?.ends.map(({ ring, text }) => `${ring} ${text}`) ?? [];
  return (
    <section
      className="wall-chart data"
      data-long={snapshot.rings.some(({ ring }) => ring.length > LONG_NAME)}
      aria-labelledby={heading}
    >
      <div className="wall-chart-room">
        <h2 id={heading}>{title}</h2>
        <div className="plot" ref={ref}>
          {model && (
            <Plot
              model={model}
              size={{ width, height, scale }}
              label={`Line chart. ${title}. ${ends.length === 0 ? 'Nothing to show yet.' : `Last: ${listed(ends)}.`}`}
              threshold={{
                at: threshold,
                words: `Threshold ${percent(threshold)}${expectedShare === null ? '' : ` · expected ${percent(expectedShare)}`}`,
              }}
              expected={expectedShare}
              empty={`No ring has ${MIN_CHECKED_TO_JUDGE} checked devices yet`}
            />
          )}
        </div>
      </div>
    </section>
  );
});
