/** Who asks the gate while a hold stands: the nearest thing to an acknowledgement that a gate can give. */
import type { GateAsked } from '#contract/update.ts';
import type { HoldRecord } from '#domain/holds/log-state.ts';

/** Kept in memory: after a restart asking is counted from the start on, and `since` says so. */
export class GateAsks {
  /** Hold and ring -> when it was first asked for that ring, fleet clock. */
  readonly #first = new Map<string, number>();
  #listening = { since: 0, wallSince: 0 };

  /** From now on whoever asks is heard; epoch milliseconds of the fleet's clock and of this machine's. */
  listenFrom(now: number, wallNow: number): void {
    this.#listening = { since: now, wallSince: wallNow };
  }

  /** Somebody was told to keep the update out of a ring that is known. True when nobody was before. */
  told(hold: HoldRecord, ring: string, now: number): boolean {
    const key = keyOf(hold, ring);
    if (this.#first.has(key)) return false;
    this.#first.set(key, now);
    return true;
  }

  of(hold: HoldRecord, ring: string): GateAsked {
    // By the machine's clock: a drill that begins later drives the fleet's to another year.
    const { since: listening, wallSince } = this.#listening;
    const since = hold.placedWallAt < wallSince ? listening : hold.placedAt;
    return { since, askedAt: this.#first.get(keyOf(hold, ring)) ?? null };
  }
}

const keyOf = (hold: HoldRecord, ring: string): string => JSON.stringify([hold.id, ring]);
