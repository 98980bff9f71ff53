/**
 * Trials: a device activated an update, started, or was switched off; was it healthy again by its due time? Opened by
 * what devices report, closed when their minute closes, each counted once under the labels the device has then.
 */
import type { Circumstances } from '../detection/detector.ts';
import type { Place } from '../detection/fleet-parts.ts';
import type { ClosedBlock } from '../detection/trial-row.ts';
import { FAILED_TRIAL, NO_TRIAL, RISK_WINDOW_SEC, soonest } from './book-trial.ts';
import { bookBootTrial } from './boot-trials.ts';
import { HEALTHY } from './condition.ts';
import { bookContacts } from './contacts.ts';
import type { FleetState } from './fleet-state.ts';
import { bookLiveTrials } from './live-trials.ts';
import { bookReturnTrial } from './return-trials.ts';
import { type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';

/** Blocks that have closed by the fleet's time, in order; each is given once. */
export function takeClosedBlocks(fleet: FleetState): ClosedBlock[] {
  return fleet.trials.takeClosed(fleet.now);
}

/** Places that hold, together, every label and every pair of sector and build that occurs in the fleet. Walks the devices. */
export function placesOf({ segments, deviceCount, dictionaries }: FleetState): Place[] {
  const rings = new Uint8Array(dictionaries.ring.size);
  const regions = new Uint8Array(dictionaries.region.size);
  const builds = dictionaries.build.size;
  const pairs = new Uint8Array(dictionaries.sector.size * builds);
  const places: Place[] = [];
  for (const [nth, { ring, sector, build, region }] of segments.entries()) {
    const used = Math.min(ring.length, deviceCount - (nth << SEGMENT_BITS));
    for (let i = 0; i < used; i++) {
      const pair = sector[i] * builds + build[i];
      if (pairs[pair] !== 0 && rings[ring[i]] !== 0 && regions[region[i]] !== 0) continue;
      pairs[pair] = rings[ring[i]] = regions[region[i]] = 1;
      places.push({ ring: ring[i], sector: sector[i], build: build[i], region: region[i] });
    }
  }
  return places;
}

/** What is true of the fleet now; places are looked for once, however many rollouts begin. */
export function circumstancesOf(fleet: FleetState): Circumstances {
  let places: readonly Place[] | undefined;
  return {
    places: () => {
      places ??= placesOf(fleet);
      return places;
    },
    impaired: fleet.suspensions.open,
  };
}

/** From when on the device is a control again: nothing became active on it for a whole risk window. */
export function controlAgainAt(fleet: FleetState, segment: DeviceSegment, i: number): number {
  const pool = fleet.exposures;
  let last = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    last = Math.max(last, pool.activatedAt(record));
  }
  return last === 0 ? 0 : (Math.floor(last / 60) + 1) * 60 + RISK_WINDOW_SEC;
}

/** Books what is due and returns when to look again (epoch seconds; 0 = never). */
export function bookTrials(fleet: FleetState, device: number): number {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.trialState[i] === FAILED_TRIAL && segment.condition[i] === HEALTHY) segment.trialState[i] = NO_TRIAL;
  let next = bookLiveTrials(fleet, device, segment, i);
  next = soonest(next, bookBootTrial(fleet, device, segment, i));
  next = soonest(next, bookReturnTrial(fleet, device, segment, i));
  return soonest(next, bookContacts(fleet, device, segment, i));
}
