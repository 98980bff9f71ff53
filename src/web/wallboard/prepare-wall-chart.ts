/** The one chart of the wallboard: down of checked, per ring. */
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { Tick } from '../charts/prepare-axes.ts';
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
/** From one label of the share axis to the next, in a panel's px. */
const TICK_PX = 13;

export function prepareWallChart(snapshot: Snapshot, series: Series, setting: Setting): ChartModel {
  const { zone, end, width, height, scale } = setting;
  const { first, last } = prepareWindow(series, null);
  const values = snapshot.rings.flatMap(({ ring }, index) => {
    const line = series.lines.find((candidate) => candidate.key === ring);
    return line ? [{ ring, index, shares: shareLine(line).slice(first, last + 1) }] : [];
  });
  const update = snapshot.updates.find((candidate) => candidate.id === snapshot.focus);
  const model = prepareChart(values, {
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
  return { ...model, yTicks: spread(model.yTicks, height / (TICK_PX * scale)) };
}

/** Every so many ticks, both ends always among them, that no more are left than fit. */
function spread(ticks: readonly Tick[], gapsThatFit: number): Tick[] {
  const gaps = ticks.length - 1;
  const every = ticks.findIndex((_, step) => step > 0 && gaps % step === 0 && gaps / step <= gapsThatFit);
  return ticks.filter((_, index) => index % (every === -1 ? gaps : every) === 0);
}
