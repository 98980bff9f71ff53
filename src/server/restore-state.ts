/** The state a start begins with: the newest saved one that is whole. */

import type { SavedDetector } from '#domain/detection/detector.ts';
import { beginRestore, endRestore, restorePart } from '#domain/fleet/checkpoint.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import type { Checkpoint, Store } from './store.ts';

/** The header of a checkpoint: what its parts mean, and the evidence as of the same cut. */
export interface SavedHeader {
  readonly fleet: string;
  readonly detector: SavedDetector;
}

export interface SavedState {
  /** Every record up to here is in it. */
  readonly seq: number;
  readonly fleet: FleetState;
  readonly detector: SavedDetector;
}

/** Undefined when there is none, or none that can be read: every record is replayed instead. */
export async function restoreState(store: Store, rings: readonly string[]): Promise<SavedState | undefined> {
  for await (const checkpoint of store.checkpoints()) {
    const { fleet: header, detector } = JSON.parse(checkpoint.header) as SavedHeader;
    const fleet = await restoreFleet(checkpoint, header, rings);
    if (fleet) return { seq: checkpoint.seq, fleet, detector };
  }
  return undefined;
}

async function restoreFleet(
  checkpoint: Checkpoint,
  header: string,
  rings: readonly string[],
): Promise<FleetState | undefined> {
  const restoring = beginRestore(header, rings);
  if (!restoring) return undefined;
  const read = (n: number) => {
    const reading = n < checkpoint.parts ? checkpoint.part(n) : Promise.resolve(undefined);
    // A failure is met where it is waited for.
    reading.catch(() => undefined);
    return reading;
  };
  for (let n = 0, reading = read(0); n < checkpoint.parts; n++) {
    const bytes = await reading;
    if (!bytes) return undefined;
    // The store reads on while this part is taken in.
    reading = read(n + 1);
    restorePart(restoring, bytes);
  }
  return endRestore(restoring);
}
