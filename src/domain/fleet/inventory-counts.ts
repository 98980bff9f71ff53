/** How complete the inventory is: devices listed in it, and where it or the fleet leaves a gap. Kept incrementally. */
import type { InventoryGaps } from '#contract/snapshot.ts';
import type { FleetState } from './fleet-state.ts';
import { ABSENT, type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';

const DAY_MINUTES = 24 * 60;
/** A day, and room for reports that are ahead of the fleet's time. */
const MINUTES_KEPT = 2_048;

/** Devices listed in the inventory and not retired. Follows from their fields, so a checkpoint need not hold it. */
export class InventoryCounts {
  devices = 0;
  noSite = 0;
  /** Without a label `ring`. */
  noRing = 0;
  /** Channel code -> by how many the devices in no ring of the channel differ from `noRing`, because of overrides. */
  readonly noRingMore = new Map<number, number>();
  /** Devices heard for the last time in an epoch minute, by its place in a ring; it holds the minutes after `#until`. */
  readonly #lastHeard = new Int32Array(MINUTES_KEPT);
  #until = 0;

  addHeard(at: number, by: 1 | -1): void {
    const minute = Math.floor(at / 60);
    // Only the very first report is that far ahead: nobody has told the fleet's time yet.
    if (minute > this.#until + MINUTES_KEPT) this.forgetOld(at);
    if (minute > this.#until) this.#lastHeard[minute % MINUTES_KEPT] += by;
  }

  /** Devices heard in the 24 hours up to `now` (epoch seconds), to the minute, and those heard a little ahead of it. */
  heardInDay(now: number): number {
    const from = Math.max(this.#until, Math.floor(now / 60) - DAY_MINUTES);
    let sum = 0;
    for (let minute = from + 1; minute <= this.#until + MINUTES_KEPT; minute++)
      sum += this.#lastHeard[minute % MINUTES_KEPT];
    return sum;
  }

  /** Forgets the minutes that are over a day old at `now` (epoch seconds): they are asked for no more. */
  forgetOld(now: number): void {
    const until = Math.floor(now / 60) - DAY_MINUTES;
    if (until - this.#until >= MINUTES_KEPT) this.#lastHeard.fill(0);
    else for (let minute = this.#until + 1; minute <= until; minute++) this.#lastHeard[minute % MINUTES_KEPT] = 0;
    this.#until = Math.max(this.#until, until);
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

/**
 * Of all channels, most devices in no ring first; channel null where no device is in a ring of any. Undefined without an
 * inventory.
 */
export function inventoryGaps(fleet: FleetState): InventoryGaps | undefined {
  const { inventory, dictionaries, now } = fleet;
  const { devices, noSite, noRing, noRingMore } = inventory;
  if (devices === 0) return undefined;
  const { channel } = dictionaries;
  const byChannel = channel.values().map((name) => ({
    channel: name,
    devices: noRing + (noRingMore.get(channel.code(name)) ?? 0),
  }));
  const isNoneInAny = byChannel.every((entry) => entry.devices === devices);
  const inNoRing = (isNoneInAny ? [{ channel: null, devices: noRing }] : byChannel)
    .filter((entry) => entry.devices > 0)
    .sort((a, b) => b.devices - a.devices);
  return { devices, heardInDay: inventory.heardInDay(now), inNoRing, noSite };
}
