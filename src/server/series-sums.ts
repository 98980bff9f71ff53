/** A minute's rows as the values of a chart: one per ring or sector. */
import type { FleetMinuteRow, UpdateMinuteRow } from '#domain/fleet/minute-rows.ts';
import type { SeriesRange, SeriesRow } from './store.ts';

export interface MinuteRows {
  readonly fleet: readonly FleetMinuteRow[];
  readonly updates: readonly UpdateMinuteRow[];
}

export type SeriesSum = Omit<SeriesRow, 'point'>;

/** Down of checked for an update; down of the devices that owe a sign of life for the fleet. */
export function sumByKey(minute: MinuteRows, { by, update }: Pick<SeriesRange, 'by' | 'update'>): SeriesSum[] {
  const sums = new Map<string, { key: string; down: number; of: number; installed: number | null }>();
  const add = (key: string, down: number, of: number, installed: number | null) => {
    const sum = sums.get(key) ?? { key, down: 0, of: 0, installed: installed === null ? null : 0 };
    sum.down += down;
    sum.of += of;
    if (sum.installed !== null && installed !== null) sum.installed += installed;
    sums.set(key, sum);
  };
  if (update === undefined) {
    for (const row of minute.fleet)
      add(row[by], row.looping + row.silent, row.healthy + row.looping + row.silent, null);
  } else {
    for (const row of minute.updates) {
      if (row.update !== update) continue;
      const installed = row.waiting + row.pending + row.checked + row.censored;
      add(row[by], row.loopingChecked + row.silentChecked, row.checked, installed);
    }
  }
  return [...sums.values()];
}
