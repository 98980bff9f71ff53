/** Both charts of a rollout and the strip below them, decided from one window. */
import type { Series } from '#contract/series.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import type { Zone } from '../format/time.ts';
import { shareLine } from '../rings/prepare-spark.ts';
import type { End } from './prepare-axes.ts';
import { type ChartModel, prepareChart, type Values } from './prepare-chart.ts';
import type { Event } from './prepare-notes.ts';
import { prepareStrip, type Strip } from './prepare-strip.ts';
import { prepareWindow } from './prepare-window.ts';

export const DOWN_HEIGHT_PX = 168;
export const INSTALLED_HEIGHT_PX = 56;
/** The scale reaches this many times the threshold at least, so that its line is not the edge. */
export const ROOM_OVER_THRESHOLD = 1.5;

export interface RolloutCharts {
  /** The part in view begins after the range does. */
  cropped: boolean;
  /** It ends with the range, so its last point is still filling. */
  filling: boolean;
  strip: Strip | null;
  down: ChartModel;
  installed: ChartModel;
}

interface Setting {
  snapshot: Pick<Snapshot, 'rings' | 'threshold'>;
  /** The update the series is of; none for the fleet. */
  update: UpdateSummary | undefined;
  events: readonly Event[];
  zone: Zone;
  part: string | null;
  widthPx: number;
  /** What the end of the range is. */
  present: Exclude<End, 'past'>;
}

export function prepareRolloutCharts(
  series: Series,
  { snapshot, update, events, zone, part, widthPx, present }: Setting,
): RolloutCharts {
  const { from, stepMs } = series;
  const window = prepareWindow(series, part);
  const cut = <T>(values: readonly T[]): T[] => values.slice(window.first, window.last + 1);
  const lines = snapshot.rings.flatMap(({ ring }, index) => {
    const line = series.lines.find((candidate) => candidate.key === ring);
    return line ? [{ ring, index, line }] : [];
  });
  const points = Math.max(0, ...series.lines.map(({ of }) => of.length));
  const filling = window.last === points - 1;
  const setting = {
    from: from + window.first * stepMs,
    stepMs,
    zone,
    widthPx,
    events,
    end: filling ? present : ('past' as const),
  };
  const down = lines.map(({ ring, index, line }): Values => ({ ring, index, shares: shareLine(line) }));
  const installed = lines.map(({ ring, index, line }): Values => {
    const targeted = update?.rings.find((candidate) => candidate.ring === ring)?.targeted ?? 0;
    const share = (value: number | null) => (value === null || targeted === 0 ? null : Math.min(1, value / targeted));
    return { ring, index, shares: cut(line.installed.map(share)) };
  });
  return {
    cropped: window.cropped,
    filling,
    strip: prepareStrip(down, { from, stepMs, zone, window }),
    down: prepareChart(
      down.map((values) => ({ ...values, shares: cut(values.shares) })),
      { ...setting, heightPx: DOWN_HEIGHT_PX, atLeast: snapshot.threshold * ROOM_OVER_THRESHOLD },
    ),
    installed: withFewTicks(prepareChart(installed, { ...setting, heightPx: INSTALLED_HEIGHT_PX, atLeast: 1 })),
  };
}

/** A low chart has room for the ends and the middle. */
const withFewTicks = (model: ChartModel): ChartModel => ({
  ...model,
  yTicks: model.yTicks.filter(({ at }) => at === 0 || at === 0.5 || at === 1),
});
