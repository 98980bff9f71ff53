/** The devices that are down now. */
import { LOOPING, SILENT } from './condition.ts';
import type { FleetState } from './fleet-state.ts';
import { type DeviceSegment, SEGMENT_BITS, SEGMENT_SIZE } from './segments.ts';

/** Visits each device that is looping or silent. One byte of each device of the fleet is read: about 1 ns each. */
export function eachDown(fleet: FleetState, visit: (device: number, segment: DeviceSegment, i: number) => void): void {
  for (const [nth, segment] of fleet.segments.entries()) {
    const { condition } = segment;
    const first = nth << SEGMENT_BITS;
    const used = Math.min(SEGMENT_SIZE, fleet.deviceCount - first);
    for (let i = 0; i < used; i++) {
      const code = condition[i];
      if (code === LOOPING || code === SILENT) visit(first + i, segment, i);
    }
  }
}
