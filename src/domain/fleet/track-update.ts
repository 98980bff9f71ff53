/** An update enters the state: from then on the devices it is meant for are counted. */
import type { FleetState } from './fleet-state.ts';
import { ABSENT, SEGMENT_BITS, SEGMENT_MASK, SEGMENT_SIZE } from './segments.ts';
import { isSameTarget, isTargeted } from './target.ts';
import type { TrackedUpdate } from './updates.ts';

/** The update, tracked from now on if it is new (which walks the devices once); undefined beyond the limit. */
export function trackUpdate(fleet: FleetState, id: string): TrackedUpdate | undefined {
  const known = fleet.updates.find(id);
  if (known) return known;
  const update = fleet.updates.track(id);
  if (update) countTargets(fleet, update);
  return update;
}

/**
 * Counts anew, over all devices, whom the update is meant for; where another one is meant for the same devices its counts
 * are taken. Millions of devices take a tenth of a second, and there may be hundreds of updates after a restart.
 */
export function countTargets(fleet: FleetState, update: TrackedUpdate): void {
  const { counters, target } = update;
  const { counted } = fleet.updates;
  const overrides = overridesFor(fleet, update);
  const twin = counted.find(
    (other) => other !== update && overridesFor(fleet, other) === overrides && isSameTarget(other.target, target),
  );
  if (!counted.includes(update)) counted.push(update);
  if (twin) {
    counters.copyTargeted(twin.counters);
    return;
  }
  counters.clearTargeted();
  const isForAll = target.length === 0;
  for (const [nth, segment] of fleet.segments.entries()) {
    const { condition, ring, sector } = segment;
    const override = overrides?.[nth];
    const used = Math.min(SEGMENT_SIZE, fleet.deviceCount - (nth << SEGMENT_BITS));
    for (let i = 0; i < used; i++) {
      if (condition[i] === ABSENT || (!isForAll && !isTargeted(target, segment, i))) continue;
      // Stored plus 1; 0 = the device's label holds.
      const code = override?.[i] ?? 0;
      counters.addTargeted(code === 0 ? ring[i] : code - 1, sector[i], 1);
    }
  }
}

/** Undefined where no device has a ring of its own for the update's channel. */
const overridesFor = (fleet: FleetState, { channel }: TrackedUpdate) =>
  channel === 0 ? undefined : fleet.ringOverrides.get(channel);

/** Counts a device among those an update is meant for, or takes it back; retired devices are not counted. */
export function countTargetedBy(fleet: FleetState, device: number, update: TrackedUpdate, by: 1 | -1): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.condition[i] === ABSENT || !isTargeted(update.target, segment, i)) return;
  update.counters.addTargeted(fleet.ringFor(device, update.channel), segment.sector[i], by);
}
