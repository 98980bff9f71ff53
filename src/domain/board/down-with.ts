/** Devices that one update may be blamed for although another one is at fault. */
import { eachDown } from '../fleet/each-down.ts';
import { findExposure } from '../fleet/expose.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/** How many devices with `update` are down and have one of `others` as well. Walks the devices. */
export function downWithAny(fleet: FleetState, update: TrackedUpdate, others: readonly TrackedUpdate[]): number {
  let devices = 0;
  eachDown(fleet, (device) => {
    if (findExposure(fleet, device, update.number) === -1) return;
    if (others.some(({ number }) => findExposure(fleet, device, number) !== -1)) devices++;
  });
  return devices;
}
