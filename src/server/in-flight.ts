/** Reports that are on their way in: the first copy counts, those that come meanwhile are repetitions of it. */

/** What one delivery is the first to bring in. */
export class Claims {
  /** Deliveries that hold the first copy of what is repeated here: their fate is ours. */
  readonly dependsOn = new Set<Promise<void>>();
  readonly #all: Map<string, Claims>;
  readonly #mine: string[] = [];
  readonly #fate = Promise.withResolvers<void>();

  constructor(all: Map<string, Claims>) {
    this.#all = all;
    // As a rule nobody waits for it.
    this.#fate.promise.catch(() => undefined);
  }

  /** Whether nobody brings it in yet; from then on this delivery does. */
  claim(identity: string): boolean {
    const holder = this.#all.get(identity);
    if (holder === undefined) {
      this.#all.set(identity, this);
      this.#mine.push(identity);
      return true;
    }
    if (holder !== this) this.dependsOn.add(holder.#fate.promise);
    return false;
  }

  /** The delivery ends as `taken` does. A repetition may be of a report that can't be kept: whoever sent it tries again and learns that. */
  follow(taken: Promise<readonly number[]>): void {
    taken.then(
      (unwritable) =>
        unwritable.length === 0
          ? this.#fate.resolve()
          : this.#fate.reject(new Error('a report that is repeated could not be kept')),
      this.#fate.reject,
    );
  }

  /** The delivery is at its end: what comes from now on is told by what is applied. */
  release(): void {
    for (const identity of this.#mine.splice(0)) this.#all.delete(identity);
  }

  /** The delivery does not come about. */
  abandon(): void {
    this.#fate.reject(new Error('a report that is repeated was not taken'));
    this.release();
  }
}
