/** When an update was installed, to the second, by ring: what shows whether a pause works. */
export class InstallTimes {
  /** Second -> installs by ring code. */
  readonly #seconds = new Map<number, Map<number, number>>();
  /** First and last install by ring code; kept when the seconds themselves are dropped. */
  readonly #first = new Map<number, number>();
  readonly #last = new Map<number, number>();

  /** `at` in epoch seconds. A negative `by` takes one back (its time was corrected by an earlier report). */
  add(at: number, ring: number, by: 1 | -1): void {
    let rings = this.#seconds.get(at);
    if (!rings) {
      rings = new Map();
      this.#seconds.set(at, rings);
    }
    const count = (rings.get(ring) ?? 0) + by;
    if (count === 0) rings.delete(ring);
    else rings.set(ring, count);
    if (rings.size === 0) this.#seconds.delete(at);
    if (by === 1) {
      this.#first.set(ring, Math.min(at, this.#first.get(ring) ?? at));
      this.#last.set(ring, Math.max(at, this.#last.get(ring) ?? at));
    } else if (count === 0 && at === this.#last.get(ring)) this.#findLast(ring);
  }

  /** The last one turned out to be earlier. */
  #findLast(ring: number): void {
    let last = Number.NEGATIVE_INFINITY;
    for (const [second, rings] of this.#seconds) if (rings.has(ring)) last = Math.max(last, second);
    if (last === Number.NEGATIVE_INFINITY) this.#last.delete(ring);
    else this.#last.set(ring, last);
  }

  /** Installs in these rings with a time after `since` (epoch seconds). */
  countAfter(since: number, rings: ReadonlySet<number>): number {
    let count = 0;
    for (const [at, byRing] of this.#seconds) {
      if (at <= since) continue;
      for (const [ring, n] of byRing) if (rings.has(ring)) count += n;
    }
    return count;
  }

  /** First install in a ring, epoch seconds. */
  first(ring: number): number | undefined {
    return this.#first.get(ring);
  }

  /** Last install in a ring, epoch seconds. */
  last(ring: number): number | undefined {
    return this.#last.get(ring);
  }

  /** Drops the seconds before `from`; first and last stay. */
  forgetBefore(from: number): void {
    for (const at of this.#seconds.keys()) if (at < from) this.#seconds.delete(at);
  }
}
