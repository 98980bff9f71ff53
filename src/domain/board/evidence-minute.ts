/** The evidence of a closed minute, to be kept for the chart. */
import type { Detector } from '../detection/detector.ts';
import type { FleetState } from '../fleet/fleet-state.ts';

export interface EvidenceMinuteRow {
  readonly update: string;
  /** ln evidence as it stands, and the greatest so far. */
  readonly now: number;
  readonly most: number;
}

/** Of every update that has been on trial. */
export function evidenceMinuteRows(fleet: FleetState, { rollouts }: Detector): EvidenceMinuteRow[] {
  return [...rollouts.values()].map(({ update, lnE, maxLnE }) => ({
    update: fleet.updates.at(update).id,
    now: lnE,
    most: maxLnE,
  }));
}
