/** An update enters the state: from then on the devices it is meant for are counted. */
import type { FleetState } from './fleet-state.ts';
import { ABSENT, SEGMENT_MASK } from './segments.ts';
import { isTargeted } from './target.ts';
import type { TrackedUpdate } from './updates.ts';

/** The update, tracked from now on if it is new (which walks the devices once); undefined beyond the limit. */
export function trackUpdate(fleet: FleetState, id: string): TrackedUpdate | undefined {
  const known = fleet.updates.find(id);
  if (known) return known;
  const update = fleet.updates.track(id);
  if (update) for (let device = 0; device < fleet.deviceCount; device++) countTargetedBy(fleet, device, update, 1);
  return update;
}

/** Counts a device among those an update is meant for, or takes it back; retired devices are not counted. */
export function countTargetedBy(fleet: FleetState, device: number, update: TrackedUpdate, by: 1 | -1): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.condition[i] === ABSENT || !isTargeted(update.target, segment, i)) return;
  update.counters.addTargeted(fleet.ringFor(device, update.channel), segment.sector[i], by);
}
