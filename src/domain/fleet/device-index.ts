/** Which number a device has, by the 64-bit hash of its id. */
import type { Hash64 } from './hash.ts';
import { type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';

const SHARDS = 256;
const FIRST_SHARD_SIZE = 64;
const MAX_LOAD = 0.7;

/**
 * Open addressing in 256 shards, so that growing rehashes one shard at a time (a few thousand entries)
 * and never the whole fleet. A slot holds device number + 1; 0 is empty.
 */
export class DeviceIndex {
  readonly #shards = Array.from({ length: SHARDS }, () => new Uint32Array(FIRST_SHARD_SIZE));
  readonly #used = new Uint32Array(SHARDS);
  readonly #segments: readonly DeviceSegment[];

  /** Reads the hashes of known devices from `segments`, which it does not own. */
  constructor(segments: readonly DeviceSegment[]) {
    this.#segments = segments;
  }

  /** The device's number, or -1. */
  find({ hi, lo }: Hash64): number {
    const shard = this.#shards[hi & (SHARDS - 1)];
    const mask = shard.length - 1;
    for (let slot = lo & mask; ; slot = (slot + 1) & mask) {
      const entry = shard[slot];
      if (entry === 0) return -1;
      const device = entry - 1;
      const segment = this.#segments[device >>> SEGMENT_BITS];
      const i = device & SEGMENT_MASK;
      if (segment.idLo[i] === lo && segment.idHi[i] === hi) return device;
    }
  }

  /** Enters a device that is not there yet; its hash must already stand in its segment. */
  add(device: number): void {
    const s = this.#segments[device >>> SEGMENT_BITS].idHi[device & SEGMENT_MASK] & (SHARDS - 1);
    if (++this.#used[s] > this.#shards[s].length * MAX_LOAD) this.#grow(s);
    this.#place(this.#shards[s], device);
  }

  /**
   * Enters the devices 0 to `count` - 1 into an index that is still empty, shard by shard: that stays within what the
   * processor has at hand, and takes a sixth of the time of entering them one by one.
   */
  addAll(count: number): void {
    const sizes = this.#used;
    this.#eachHash(count, (shard) => {
      sizes[shard]++;
    });
    const starts = new Uint32Array(SHARDS);
    for (let s = 1; s < SHARDS; s++) starts[s] = starts[s - 1] + sizes[s - 1];
    const ends = starts.slice();
    const devices = new Uint32Array(count);
    const lows = new Uint32Array(count);
    this.#eachHash(count, (shard, lo, device) => {
      const at = ends[shard]++;
      devices[at] = device;
      lows[at] = lo;
    });
    for (let s = 0; s < SHARDS; s++) {
      this.#shards[s] = shardOf(devices.subarray(starts[s], ends[s]), lows.subarray(starts[s], ends[s]));
    }
  }

  #eachHash(count: number, told: (shard: number, lo: number, device: number) => void): void {
    for (let device = 0; device < count; ) {
      const { idHi, idLo } = this.#segments[device >>> SEGMENT_BITS];
      for (let i = 0; i < idHi.length && device < count; i++) told(idHi[i] & (SHARDS - 1), idLo[i], device++);
    }
  }

  #grow(s: number): void {
    const old = this.#shards[s];
    const grown = new Uint32Array(old.length * 2);
    for (const entry of old) if (entry !== 0) this.#place(grown, entry - 1);
    this.#shards[s] = grown;
  }

  #place(shard: Uint32Array, device: number): void {
    const mask = shard.length - 1;
    let slot = this.#segments[device >>> SEGMENT_BITS].idLo[device & SEGMENT_MASK] & mask;
    while (shard[slot] !== 0) slot = (slot + 1) & mask;
    shard[slot] = device + 1;
  }
}

/** A shard with room for these devices, all different, by the lower halves of their hashes. */
function shardOf(devices: Uint32Array, lows: Uint32Array): Uint32Array<ArrayBuffer> {
  let size = FIRST_SHARD_SIZE;
  while (devices.length > size * MAX_LOAD) size *= 2;
  const shard = new Uint32Array(size);
  for (let nth = 0; nth < devices.length; nth++) {
    let slot = lows[nth] & (size - 1);
    while (shard[slot] !== 0) slot = (slot + 1) & (size - 1);
    shard[slot] = devices[nth] + 1;
  }
  return shard;
}
