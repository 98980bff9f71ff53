/** Devices that one update may be blamed for although another one is at fault. */
import type { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/** How many devices with `update` are down and have one of `others` as well. */
export function downWithAny(fleet: FleetState, update: TrackedUpdate, others: readonly TrackedUpdate[]): number {
  let down = 0;
  for (const { updates, devices } of fleet.down.groups()) {
    if (updates.includes(update.number) && others.some(({ number }) => updates.includes(number))) down += devices;
  }
  return down;
}
