/** Which number a device has, by the 64-bit hash of its id. */
import type { Hash64 } from './hash.ts';
import { type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';

const SHARDS = 256;
const FIRST_SHARD_SIZE = 64;
const MAX_LOAD = 0.7;
/** The fullest shard over the mean, as hashes fall. */
const SPREAD = 1.1;

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

  /** Makes room for so many devices at once: growing with each of them would place every one three times. */
  reserve(devices: number): void {
    const needed = (devices / SHARDS) * SPREAD;
    let size = FIRST_SHARD_SIZE;
    while (needed > size * MAX_LOAD) size *= 2;
    for (const [s, shard] of this.#shards.entries()) {
      if (this.#used[s] === 0 && size > shard.length) this.#shards[s] = new Uint32Array(size);
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
