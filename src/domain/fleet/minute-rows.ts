/** What is kept of a minute when it closes: conditions of the fleet, counts of every update. */
import type { ConditionCounts } from '#contract/snapshot.ts';
import type { UpdateCounts } from '#contract/update.ts';
import { toConditionCounts } from './counters.ts';
import type { FleetState } from './fleet-state.ts';
import { CLASS_NAMES } from './horizons.ts';

export interface FleetMinuteRow extends ConditionCounts {
  readonly ring: string;
  readonly sector: string;
  readonly region: string;
  readonly class: string;
}

export interface UpdateMinuteRow extends UpdateCounts {
  readonly update: string;
  readonly ring: string;
  readonly sector: string;
}

/** Each device once. */
export function fleetMinuteRows(fleet: FleetState): FleetMinuteRow[] {
  const { ring, sector, region } = fleet.dictionaries;
  return [...fleet.counters.cells()].map((cell) => ({
    ring: ring.name(cell.ring),
    sector: sector.name(cell.sector),
    region: region.name(cell.region),
    class: CLASS_NAMES[cell.class] ?? '',
    ...toConditionCounts(cell.counts),
  }));
}

/** Of all updates or of one. Never to be summed over updates: a device may have several. */
export function updateMinuteRows(fleet: FleetState, only?: string): UpdateMinuteRow[] {
  const { ring, sector } = fleet.dictionaries;
  const rows: UpdateMinuteRow[] = [];
  for (const update of fleet.updates.all()) {
    if (only !== undefined && update.id !== only) continue;
    for (let r = 0; r < ring.size; r++) {
      for (let s = 0; s < sector.size; s++) {
        if (!update.counters.has(r, s)) continue;
        rows.push({
          update: update.id,
          ring: ring.name(r),
          sector: sector.name(s),
          ...update.counters.cell(r, s),
        });
      }
    }
  }
  return rows;
}
