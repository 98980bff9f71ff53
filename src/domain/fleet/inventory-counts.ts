/** How complete the inventory is: devices listed in it, and where it or the fleet leaves a gap. Kept incrementally. */
import type { InventoryGaps } from '#contract/snapshot.ts';
import type { FleetState } from './fleet-state.ts';
import { ABSENT, type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';

const DAY_MINUTES = 24 * 60;

/** Devices listed in the inventory and not retired. Follows from their fields, so a checkpoint need not hold it. */
export class InventoryCounts {
  devices = 0;
  noSite = 0;
  /** Without a label `ring`. */
  noRing = 0;
  /** Channel code -> by how many the devices in no ring of the channel differ from `noRing`, because of overrides. */
  readonly noRingMore = new Map<number, number>();
  /** Epoch minute -> devices heard in it for the last time. */
  readonly #lastHeard = new Map<number, number>();
  #forgottenUntil = 0;

  addHeard(at: number, by: 1 | -1): void {
    if (at === 0) return;
    const minute = Math.floor(at / 60);
    this.#lastHeard.set(minute, (this.#lastHeard.get(minute) ?? 0) + by);
  }

  /** Devices heard in the 24 hours up to `now` (epoch seconds), to the minute. */
  heardInDay(now: number): number {
    const from = Math.floor(now / 60) - DAY_MINUTES;
    let sum = 0;
    for (const [minute, devices] of this.#lastHeard) if (minute > from) sum += devices;
    return sum;
  }

  /** Forgets minutes that are over a day old at `now` (epoch seconds): they are asked for no more. */
  forgetOld(now: number): void {
    const until = Math.floor(now / 60) - DAY_MINUTES;
    if (until === this.#forgottenUntil) return;
    this.#forgottenUntil = until;
    for (const minute of this.#lastHeard.keys()) if (minute <= until) this.#lastHeard.delete(minute);
  }
}

/** Counts a device that is listed and not retired, as its fields stand now; or takes it back. */
export function countListed(fleet: FleetState, device: number, segment: DeviceSegment, i: number, by: 1 | -1): void {
  if (segment.listed[i] === 0) return;
  const counts = fleet.inventory;
  counts.devices += by;
  counts.addHeard(segment.heardAt[i], by);
  if (segment.site[i] === 0) counts.noSite += by;
  const hasRing = segment.ring[i] !== 0;
  if (!hasRing) counts.noRing += by;
  for (const [channel, bySegment] of fleet.ringOverrides) {
    const override = bySegment[device >>> SEGMENT_BITS]?.[i] ?? 0;
    // An override is the ring's code plus 1, so 1 takes the device out of every ring.
    const more = override === 0 || hasRing === override > 1 ? 0 : hasRing ? by : -by;
    if (more !== 0) counts.noRingMore.set(channel, (counts.noRingMore.get(channel) ?? 0) + more);
  }
}

/** The device turns out to have been heard at `at` (epoch seconds), later than was known. */
export function noteLastHeard(fleet: FleetState, segment: DeviceSegment, i: number, at: number): void {
  if (segment.listed[i] === 0 || segment.condition[i] === ABSENT) return;
  fleet.inventory.addHeard(segment.heardAt[i], -1);
  fleet.inventory.addHeard(at, 1);
}

/** Enters a device into the inventory; false when it is there already. The caller settles it. */
export function listDevice(fleet: FleetState, device: number): boolean {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.listed[i] === 1) return false;
  segment.listed[i] = 1;
  if (segment.condition[i] !== ABSENT) countListed(fleet, device, segment, i, 1);
  return true;
}

/** Of all channels, most devices in no ring first; undefined without an inventory. */
export function inventoryGaps(fleet: FleetState): InventoryGaps | undefined {
  const { inventory, dictionaries, now } = fleet;
  const { devices, noSite, noRing, noRingMore } = inventory;
  if (devices === 0) return undefined;
  const { channel } = dictionaries;
  const names = channel.values();
  const byChannel = names.map((name) => ({
    channel: name,
    devices: noRing + (noRingMore.get(channel.code(name)) ?? 0),
  }));
  const inNoRing = (names.length === 0 ? [{ channel: null, devices: noRing }] : byChannel)
    .filter((entry) => entry.devices > 0 && entry.devices < devices)
    .sort((a, b) => b.devices - a.devices);
  return { devices, heardInDay: inventory.heardInDay(now), inNoRing, noSite };
}
