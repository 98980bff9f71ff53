/** A checkpoint read back at once: for tests. */
import { beginRestore, endRestore, restorePart } from '../checkpoint.ts';
import type { FleetState } from '../fleet-state.ts';

/** @throws Error when its version is not read. */
export function readBack(header: string, parts: readonly Uint8Array[], rings: readonly string[]): FleetState {
  const restoring = beginRestore(header, rings);
  if (!restoring) throw new Error('the checkpoint could not be read');
  for (const part of parts) restorePart(restoring, part);
  return endRestore(restoring);
}
