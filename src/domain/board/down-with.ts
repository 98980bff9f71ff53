/** Devices that one update may be blamed for although another one is at fault. */
import { isDown } from '../fleet/condition.ts';
import { findExposure } from '../fleet/expose.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { SEGMENT_BITS, SEGMENT_MASK } from '../fleet/segments.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/** How many devices with `update` are down and have one of `others` as well. Walks the devices. */
export function downWithAny(fleet: FleetState, update: TrackedUpdate, others: readonly TrackedUpdate[]): number {
  let devices = 0;
  for (let device = 0; device < fleet.deviceCount; device++) {
    if (!isDown(fleet.segments[device >>> SEGMENT_BITS].condition[device & SEGMENT_MASK])) continue;
    if (findExposure(fleet, device, update.number) === -1) continue;
    if (others.some(({ number }) => findExposure(fleet, device, number) !== -1)) devices++;
  }
  return devices;
}
