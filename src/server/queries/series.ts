/** Counts over a relative window: closed minutes, the open one from the state. */
import { SERIES_STEP_MS, SERIES_WINDOW_MS, type Series, type SeriesQuery } from '#contract/series.ts';
import { fleetMinuteRows, updateMinuteRows } from '#domain/fleet/minute-rows.ts';
import { ringNames } from '#domain/fleet/read.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { sumByKey } from '../series-sums.ts';

/** Lines in rollout order for rings, by name for sectors. */
export async function readSeries(product: Bootwatch, query: SeriesQuery): Promise<Series> {
  const stepMs = SERIES_STEP_MS[query.last];
  const points = SERIES_WINDOW_MS[query.last] / stepMs;
  const now = product.clock.settledNow();
  const open = now - (now % stepMs);
  const from = open - (points - 1) * stepMs;
  const range = { by: query.by, update: query.update, from, to: open + stepMs, stepMs };
  const { fleet } = product;
  const live = sumByKey({ fleet: fleetMinuteRows(fleet), updates: updateMinuteRows(fleet, query.update ?? '') }, range);
  const rows = [...(await product.minutes.series(range)), ...live.map((sum) => ({ point: open, ...sum }))];
  const lines = new Map<
    string,
    { key: string; down: (number | null)[]; of: (number | null)[]; installed: (number | null)[] }
  >();
  const none = () => new Array<number | null>(points).fill(null);
  for (const { point, key, down, of, installed } of rows) {
    const line = lines.get(key) ?? { key, down: none(), of: none(), installed: none() };
    lines.set(key, line);
    const i = (point - from) / stepMs;
    line.down[i] = down;
    line.of[i] = of;
    line.installed[i] = installed;
  }
  const order = query.by === 'ring' ? ringNames(fleet) : [...lines.keys()].sort();
  return { from, stepMs, lines: order.flatMap((key) => lines.get(key) ?? []) };
}
