/** Devices that one update may be blamed for although another one is at fault. */
import { isDown } from '../fleet/condition.ts';
import { findExposure } from '../fleet/expose.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { SEGMENT_MASK } from '../fleet/segments.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/** How many devices with `update` are down and have one of `others` as well. Walks the devices. */
export function downWithAny(fleet: FleetState, update: TrackedUpdate, others: readonly TrackedUpdate[]): number {
  const has = (device: number, { number }: TrackedUpdate) => findExposure(fleet, device, number) !== -1;
  let devices = 0;
  for (let device = 0; device < fleet.deviceCount; device++) {
    if (!isDown(fleet.segmentOf(device).condition[device & SEGMENT_MASK])) continue;
    if (has(device, update) && others.some((other) => has(device, other))) devices++;
  }
  return devices;
}
