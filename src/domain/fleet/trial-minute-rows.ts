/** Trials of a closed block under names, to be kept. */
import { type ClosedBlock, TRIAL_KINDS } from '../detection/trial-row.ts';
import type { FleetState } from './fleet-state.ts';
import { CLASS_NAMES } from './horizons.ts';

export interface TrialMinuteRow {
  /** The due minute, epoch minutes. */
  readonly due: number;
  readonly kind: string;
  readonly ring: string;
  readonly sector: string;
  readonly build: string;
  readonly region: string;
  readonly class: string;
  /** Ids of the change set, in one order; empty: controls. */
  readonly updates: readonly string[];
  readonly n: number;
  readonly loop: number;
  /** Dark with a living peer at the site, and the sites of those without. */
  readonly dark: number;
  readonly darkSites: readonly string[];
}

export function trialMinuteRows(fleet: FleetState, { minute, rows }: ClosedBlock): TrialMinuteRow[] {
  const { ring, sector, build, region, site } = fleet.dictionaries;
  return rows.map((row) => ({
    due: minute,
    kind: TRIAL_KINDS[row.kind] ?? '',
    ring: ring.name(row.ring),
    sector: sector.name(row.sector),
    build: build.name(row.build),
    region: region.name(row.region),
    class: CLASS_NAMES[row.class] ?? '',
    updates: row.changeSet.map((update) => fleet.updates.at(update).id).sort(),
    n: row.n,
    loop: row.loop,
    dark: row.darkCleared,
    darkSites: row.darkSites.map((code) => site.name(code)).sort(),
  }));
}
