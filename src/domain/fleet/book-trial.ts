/** What all trials have in common: counting them, and what excuses or fails a device. */
import type { Leaf } from '../detection/trial-row.ts';
import { exposureDue } from './due.ts';
import { FLAG_REVERTED } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { BOOTS_KEPT, type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';
import type { Booking } from './trial-blocks.ts';

/** An update is on trial this long after its activation; later the device counts as a control again. Seconds. */
export const RISK_WINDOW_SEC = 24 * 3600;
/** A peer is living when it was heard this long after the start. Seconds. */
const PEER_SEC = 60;

/** Where a device stands with boot trials. */
export const NO_TRIAL = 0;
export const OPEN_TRIAL = 1;
/** Its last trial failed: it opens none until it was healthy again. */
export const FAILED_TRIAL = 2;

/** The earlier of two times, 0 standing for never. */
export const soonest = (a: number, b: number): number => (a === 0 || (b !== 0 && b < a) ? b : a);

/** Whether it went down by its own word between `contact` and `due`. */
export function wasLeftOff(segment: DeviceSegment, i: number, contact: number, due: number): boolean {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    if (segment.bootEnded[s] >= contact && segment.bootEnded[s] < due) return true;
  }
  return false;
}

/** When the next update became active in a trial's time; 0 = none did. */
export function nextActivation(
  fleet: FleetState,
  segment: DeviceSegment,
  i: number,
  start: number,
  due: number,
): number {
  const pool = fleet.exposures;
  let next = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (active > start && active <= due) next = soonest(next, active);
  }
  return next;
}

/** The trial's own updates, and those on the device that were on trial without a verdict yet when it began. */
export function changeSetAt(
  fleet: FleetState,
  segment: DeviceSegment,
  i: number,
  start: number,
  own: readonly number[],
): number[] {
  const pool = fleet.exposures;
  const set = new Set(own.map((record) => pool.update(record)));
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (pool.flags(record) & FLAG_REVERTED) continue;
    if (active !== 0 && active <= start && exposureDue(fleet, segment, i, record) > start) set.add(pool.update(record));
  }
  return [...set].sort((a, b) => a - b);
}

/** A device that is not healthy in time: looping where anything was heard since the start, else dark. */
export function failure(fleet: FleetState, device: number, segment: DeviceSegment, i: number, start: number): Booking {
  if (segment.heardAt[i] > start) return 'failed loop';
  return fleet.peers.hasLivingPeer(segment.site[i], device, start + PEER_SEC) ? 'failed dark' : 'failed, site dark';
}

/** One trial, as it is counted. Times in epoch seconds. */
export interface Trial {
  readonly start: number;
  readonly due: number;
  readonly kind: number;
  readonly changeSet: readonly number[];
}

/** Counts a trial and what became of it. */
export function conclude(fleet: FleetState, device: number, trial: Trial, booking: Booking): void {
  fleet.onTrial?.(device, trial, booking);
  book(fleet, device, trial, 'begun');
  if (booking !== 'pass') book(fleet, device, trial, booking);
}

export function book(
  fleet: FleetState,
  device: number,
  { due, kind, changeSet }: Omit<Trial, 'start'>,
  booking: Booking,
): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const leaf: Leaf = {
    kind,
    ring: fleet.ringFor(device, changeSet.length === 0 ? 0 : fleet.updates.at(changeSet[0]).channel),
    sector: segment.sector[i],
    build: segment.build[i],
    region: segment.region[i],
    class: segment.class[i],
  };
  const minute = Math.floor(due / 60);
  fleet.trials.book(minute, leaf, changeSet, booking, segment.site[i]);
  // While a checkpoint is written: what its part will hold as done must be in its blocks.
  const cut = fleet.cutTrials;
  if (cut && device < cut.deviceCount && device >>> SEGMENT_BITS >= cut.partsEncoded) {
    cut.blocks.book(minute, leaf, changeSet, booking, segment.site[i]);
  }
}
