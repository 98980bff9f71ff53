/** When each device must be looked at again. One entry a device, moved only to an earlier time. */
import { type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';

const SLOTS = 4096;

/**
 * One slot a second, 4,096 slots; entries further away wait for their round. A report that only postpones
 * what is due moves nothing: the entry is found early, looked at and put further on.
 */
export class TimeWheel {
  readonly #heads = new Int32Array(SLOTS).fill(-1);
  readonly #segments: readonly DeviceSegment[];
  #now: number;

  /** `now` in epoch seconds. */
  constructor(segments: readonly DeviceSegment[], now: number) {
    this.#segments = segments;
    this.#now = now;
  }

  /** Makes sure the device is looked at by `at` (epoch seconds; past times mean the next advance). */
  schedule(device: number, at: number): void {
    const due = Math.max(at, this.#now + 1);
    const segment = this.#segments[device >>> SEGMENT_BITS];
    const i = device & SEGMENT_MASK;
    const standing = segment.wheelAt[i];
    if (standing !== 0) {
      if (standing <= due) return;
      this.#unlink(device, segment, i);
    }
    this.#link(device, segment, i, due);
  }

  /** Moves to `now` and calls `visit` for every device due by then, each taken out of the wheel first. */
  advance(now: number, visit: (device: number) => void): void {
    // After a pause longer than a round every slot has come up once: walking them once is enough.
    let second = Math.max(this.#now + 1, now - SLOTS + 1);
    this.#now = Math.max(this.#now, now);
    for (; second <= now; second++) {
      let device = this.#heads[second % SLOTS];
      while (device !== -1) {
        const segment = this.#segments[device >>> SEGMENT_BITS];
        const i = device & SEGMENT_MASK;
        const next = segment.wheelNext[i];
        if (segment.wheelAt[i] <= now) {
          this.#unlink(device, segment, i);
          visit(device);
        }
        device = next;
      }
    }
  }

  #link(device: number, segment: DeviceSegment, i: number, at: number): void {
    const slot = at % SLOTS;
    const head = this.#heads[slot];
    segment.wheelAt[i] = at;
    segment.wheelNext[i] = head;
    segment.wheelPrevious[i] = -1;
    if (head !== -1) this.#segments[head >>> SEGMENT_BITS].wheelPrevious[head & SEGMENT_MASK] = device;
    this.#heads[slot] = device;
  }

  #unlink(_device: number, segment: DeviceSegment, i: number): void {
    const next = segment.wheelNext[i];
    const previous = segment.wheelPrevious[i];
    if (previous === -1) this.#heads[segment.wheelAt[i] % SLOTS] = next;
    else this.#segments[previous >>> SEGMENT_BITS].wheelNext[previous & SEGMENT_MASK] = next;
    if (next !== -1) this.#segments[next >>> SEGMENT_BITS].wheelPrevious[next & SEGMENT_MASK] = previous;
    segment.wheelAt[i] = 0;
  }
}
