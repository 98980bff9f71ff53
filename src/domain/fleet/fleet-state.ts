/** The state of the whole fleet, now: typed arrays, dictionaries, counters. The files beside it work on it. */

import type { Trial } from './book-trial.ts';
import { FleetCounters } from './counters.ts';
import type { DeafTimes } from './deaf-times.ts';
import { DeviceIndex } from './device-index.ts';
import { createDictionaries } from './dictionaries.ts';
import { DownCounts } from './down-counts.ts';
import { ExposurePool } from './exposure-pool.ts';
import type { Hash64 } from './hash.ts';
import { InventoryCounts } from './inventory-counts.ts';
import { RecentIdentities } from './recent-identities.ts';
import { DeviceSegment, SEGMENT_BITS, SEGMENT_MASK, SEGMENT_SIZE } from './segments.ts';
import { SitePeers } from './site-peers.ts';
import { Suspensions } from './suspensions.ts';
import { TimeWheel } from './time-wheel.ts';
import { type Booking, TrialBlocks } from './trial-blocks.ts';
import { Updates } from './updates.ts';

export interface ForgottenExposure {
  readonly device: number;
  readonly update: number;
  readonly flags: number;
  readonly ring: number;
  readonly at: number;
  readonly activatedAt: number;
}

export class FleetState {
  /** Fleet clock in epoch seconds, as of the last advance. */
  now: number;
  /** Devices ever seen, retired ones included; device numbers run from 0 to this. */
  deviceCount = 0;
  readonly segments: DeviceSegment[] = [];
  readonly index = new DeviceIndex(this.segments);
  readonly wheel: TimeWheel;
  readonly exposures = new ExposurePool();
  readonly dictionaries;
  readonly counters = new FleetCounters();
  readonly inventory = new InventoryCounts();
  readonly down = new DownCounts();
  readonly updates = new Updates();
  readonly recent = new RecentIdentities();
  /** Crash signature code -> its first crash, epoch seconds. */
  readonly signatureFirstAt = new Map<number, number>();
  /** Channel code -> per segment the ring code of each device, plus 1; 0 = the device's label holds. */
  readonly ringOverrides = new Map<number, Uint8Array[]>();

  /** Rings in rollout order, as the owner set it. */
  readonly rings: readonly string[];
  /** Silence in them says nothing. */
  deaf: DeafTimes = [];
  /** Region code -> its IANA time zone; UTC where none is known. */
  readonly zones = new Map<number, string>();
  suspensions = new Suspensions();
  trials = new TrialBlocks();
  /** Told of every trial that is concluded, one by one; for checking. */
  onTrial: ((device: number, trial: Trial, booking: Booking) => void) | undefined;
  readonly peers = new SitePeers();
  /** Set while a checkpoint is written: the blocks as its parts have them. */
  cutTrials: { readonly blocks: TrialBlocks; readonly deviceCount: number; partsEncoded: number } | undefined;
  /** Set while a checkpoint is written: exposures forgotten meanwhile, which its parts still have to hold. */
  forgotten: ForgottenExposure[] | undefined;

  /** `rings` in rollout order; `now` in epoch seconds; `ringCodes` where codes were given out before. */
  constructor(rings: readonly string[], now: number, ringCodes: readonly string[] = rings) {
    this.rings = rings;
    this.now = now;
    this.dictionaries = createDictionaries(ringCodes);
    this.wheel = new TimeWheel(this.segments, now);
  }

  segmentOf(device: number): DeviceSegment {
    return this.segments[device >>> SEGMENT_BITS];
  }

  /** The device with this hash, made if it is new. */
  deviceFor(hash: Hash64): number {
    const known = this.index.find(hash);
    return known === -1 ? this.addDevice(hash) : known;
  }

  /** A new device, not counted yet. */
  addDevice(hash: Hash64): number {
    const device = this.deviceCount++;
    if (device >>> SEGMENT_BITS === this.segments.length) this.segments.push(new DeviceSegment());
    const segment = this.segmentOf(device);
    segment.idHi[device & SEGMENT_MASK] = hash.hi;
    segment.idLo[device & SEGMENT_MASK] = hash.lo;
    this.index.add(device);
    return device;
  }

  /** The next 65,536 places of devices, the first `used` of them taken; all before must be taken. Not in the index yet. */
  addSegment(segment: DeviceSegment, used: number): void {
    this.segments.push(segment);
    this.deviceCount += used;
  }

  /** The device's ring for updates of this channel (code; 0 = none): its override, else its label. */
  ringFor(device: number, channel: number): number {
    const override = this.ringOverride(device, channel);
    return override === -1 ? this.segmentOf(device).ring[device & SEGMENT_MASK] : override;
  }

  /** The ring set for this device and channel (codes); -1 = none, its label holds. */
  ringOverride(device: number, channel: number): number {
    const overrides = channel === 0 ? undefined : this.ringOverrides.get(channel);
    return (overrides?.[device >>> SEGMENT_BITS]?.[device & SEGMENT_MASK] ?? 0) - 1;
  }

  setRingOverride(device: number, channel: number, ring: number): void {
    let bySegment = this.ringOverrides.get(channel);
    if (!bySegment) {
      bySegment = [];
      this.ringOverrides.set(channel, bySegment);
    }
    const s = device >>> SEGMENT_BITS;
    bySegment[s] ??= new Uint8Array(SEGMENT_SIZE);
    bySegment[s][device & SEGMENT_MASK] = ring + 1;
  }
}
