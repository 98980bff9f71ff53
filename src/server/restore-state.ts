/** The state a start begins with: the newest saved one that is whole. */

import type { SavedDetector } from '#domain/detection/detector.ts';
import { beginRestore, endRestore, restorePart } from '#domain/fleet/checkpoint.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import type { Checkpoint, Store } from './store.ts';

/** Parts on their way in memory, of about 10 MB. */
const READ_AHEAD = 3;

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
  const ahead: Promise<Uint8Array | undefined>[] = [];
  for (let read = 0; restoring.parts < checkpoint.parts; ) {
    // The store reads on while a part is taken in.
    for (; read < checkpoint.parts && ahead.length < READ_AHEAD; read++) {
      const part = checkpoint.part(read);
      // A failure is met where it is waited for.
      part.catch(() => undefined);
      ahead.push(part);
    }
    const bytes = await ahead.shift();
    if (!bytes) return undefined;
    restorePart(restoring, bytes);
  }
  return endRestore(restoring);
}
