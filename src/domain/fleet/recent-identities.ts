/** Identities of recent reports, for the kinds whose state alone cannot tell a repetition. */
import type { Hash64 } from './hash.ts';

const GENERATION = 200_000;

/** Remembers between 200,000 and 400,000 identities, as 53 bits of their hash. */
export class RecentIdentities {
  #young = new Set<number>();
  #old = new Set<number>();

  has(identity: Hash64): boolean {
    const key = toKey(identity);
    return this.#young.has(key) || this.#old.has(key);
  }

  add(identity: Hash64): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(toKey(identity));
  }
}

const toKey = ({ hi, lo }: Hash64): number => hi * 2 ** 21 + (lo >>> 11);
