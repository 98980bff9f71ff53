/** Saving the state, so that a start need not replay everything; `restore-state.ts` brings it back. */
import { beginCheckpoint, encodeHeader, encodeParts, endCheckpoint } from '#domain/fleet/checkpoint.ts';
import type { Bootwatch } from './bootwatch.ts';
import type { SavedHeader } from './restore-state.ts';

export class StateSaver {
  readonly #product: Bootwatch;
  #savedSeq = 0;
  #saving: Promise<unknown> = Promise.resolve();

  constructor(product: Bootwatch) {
    this.#product = product;
  }

  /** Every record up to here is in the newest saved state. */
  get savedSeq(): number {
    return this.#savedSeq;
  }

  /** The state was restored, with every record up to `seq`. */
  restored(seq: number): void {
    this.#savedSeq = seq;
  }

  /** Saves once what is under way is done: one saving at a time. */
  save(): Promise<void> {
    const saved = this.#saving.then(() => this.#save());
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  /** Resolves when no saving is under way; whether it succeeded is told to who asked for it. */
  async rested(): Promise<void> {
    await this.#saving;
  }

  async #save(): Promise<void> {
    const { fleet, detector, appliedSeq: seq, store, metrics, minutes } = this.#product;
    // Time alone is no reason: a restart moves it on, and what is saved would take the place of the only good one.
    if (seq === this.#savedSeq) return;
    const cut = beginCheckpoint(fleet);
    const evidence = detector.save();
    try {
      // Minutes of before the cut are not closed again by a start from it: they are in the store first.
      await minutes.done();
      const header = (): SavedHeader => ({ fleet: encodeHeader(fleet, cut), detector: evidence });
      await store.putCheckpoint(seq, encodeParts(fleet, cut), () => JSON.stringify(header()));
    } finally {
      endCheckpoint(fleet);
    }
    this.#savedSeq = seq;
    metrics.checkpoints++;
  }
}
