/** Devices that one update may be blamed for although another one is at fault. */
import type { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/**
 * Of the others the one that most devices have that are down and have `update`, and how many these are; undefined where
 * there are no others.
 */
export function mostDownWith(
  fleet: FleetState,
  update: TrackedUpdate,
  others: readonly TrackedUpdate[],
): { readonly other: TrackedUpdate; readonly devices: number } | undefined {
  return others
    .map((other) => ({ other, devices: fleet.down.withBoth(update.number, other.number) }))
    .sort((a, b) => b.devices - a.devices)
    .at(0);
}
