/** A checkpoint read back at once: for tests. */
import { DEFAULT_RINGS } from '#contract/words.ts';
import {
  beginCheckpoint,
  beginRestore,
  encodeHeader,
  encodeParts,
  endCheckpoint,
  endRestore,
  restorePart,
} from '../checkpoint.ts';
import type { FleetState } from '../fleet-state.ts';

/** @throws Error when its version is not read. */
export function readBack(header: string, parts: readonly Uint8Array[]): FleetState {
  const restoring = beginRestore(header, DEFAULT_RINGS);
  if (!restoring) throw new Error('the checkpoint could not be read');
  for (const part of parts) restorePart(restoring, part);
  return endRestore(restoring);
}

/** A checkpoint taken and read again; `meanwhile` happens after its cut, before and between its parts. */
export function throughCheckpoint(fleet: FleetState, meanwhile: () => void = () => {}): FleetState {
  const cut = beginCheckpoint(fleet);
  meanwhile();
  const parts = Array.from(encodeParts(fleet, cut), (part) => part.slice());
  const restored = readBack(encodeHeader(fleet, cut), parts);
  endCheckpoint(fleet);
  return restored;
}
