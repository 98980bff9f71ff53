/** The one chart of the wallboard: down of checked, per ring. */
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { type ChartModel, prepareChart } from '../charts/prepare-chart.ts';
import { prepareEvents } from '../charts/prepare-events.ts';
import { ROOM_OVER_THRESHOLD } from '../charts/prepare-rollout-charts.ts';
import { prepareWindow } from '../charts/prepare-window.ts';
import type { Zone } from '../format/time.ts';
import { shareLine } from '../rings/prepare-spark.ts';

interface Setting {
  zone: Zone;
  end: 'now' | 'last';
  width: number;
  height: number;
  /** Size of the words beside that in a panel. */
  scale: number;
}

/** So many times as wide as high, all words above it have room in one row; the title stands where a second would be. */
const WIDE = 3;

export function prepareWallChart(snapshot: Snapshot, series: Series, setting: Setting): ChartModel {
  const { zone, end, width, height, scale } = setting;
  const { first, last } = prepareWindow(series, null);
  const values = snapshot.rings.flatMap(({ ring }, index) => {
    const line = series.lines.find((candidate) => candidate.key === ring);
    return line ? [{ ring, index, shares: shareLine(line).slice(first, last + 1) }] : [];
  });
  const update = snapshot.updates.find((candidate) => candidate.id === snapshot.focus);
  return prepareChart(values, {
    from: series.from + first * series.stepMs,
    stepMs: series.stepMs,
    zone,
    end,
    widthPx: width,
    heightPx: height,
    scale,
    noteRows: width > WIDE * height ? 1 : 2,
    atLeast: snapshot.threshold * ROOM_OVER_THRESHOLD,
    // Where it went when is on the cards; from afar fewer words say more.
    events: prepareEvents(update, [], zone).filter(({ kind }) => kind !== 'ring'),
  });
}
