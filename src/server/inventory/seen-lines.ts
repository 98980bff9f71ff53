/** Which line of an upload named a device first. */
import type { Hash64 } from '#domain/fleet/hash.ts';

const SHARDS = 256;
const FIRST_SHARD_SIZE = 64;
const MAX_LOAD = 0.7;
/** Words of one entry: the two halves of the hash and the line. */
const WORDS = 3;

/** Open addressing in 256 shards as in the fleet's index: 17 to 34 bytes a device, and no long pause to grow. */
export class SeenLines {
  readonly #shards = Array.from({ length: SHARDS }, () => new Uint32Array(FIRST_SHARD_SIZE * WORDS));
  readonly #used = new Uint32Array(SHARDS);

  /** The line (from 1) that named this device before; 0 where none did, and `line` is noted as the first. */
  note(hash: Hash64, line: number): number {
    const s = hash.hi & (SHARDS - 1);
    const at = placeOf(this.#shards[s], hash);
    const before = this.#shards[s][at + 2];
    if (before !== 0) return before;
    this.#shards[s].set([hash.hi, hash.lo, line], at);
    if (++this.#used[s] > (this.#shards[s].length / WORDS) * MAX_LOAD) this.#shards[s] = grown(this.#shards[s]);
    return 0;
  }
}

/** Where the hash stands, or would. */
function placeOf(shard: Uint32Array, { hi, lo }: Hash64): number {
  const mask = shard.length / WORDS - 1;
  for (let slot = lo & mask; ; slot = (slot + 1) & mask) {
    const at = slot * WORDS;
    if (shard[at + 2] === 0 || (shard[at] === hi && shard[at + 1] === lo)) return at;
  }
}

function grown(shard: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(shard.length * 2);
  for (let at = 0; at < shard.length; at += WORDS) {
    if (shard[at + 2] !== 0) {
      larger.set(shard.subarray(at, at + WORDS), placeOf(larger, { hi: shard[at], lo: shard[at + 1] }));
    }
  }
  return larger;
}
