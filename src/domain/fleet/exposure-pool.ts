/** Which device has which update: records in a pool, chained per device, newest first. */

const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

/** Where an exposure stands: the places in `STAGES`. */
export const WAITING = 0;
export const PENDING = 1;
export const CHECKED = 2;
export const CENSORED = 3;
/** Not counted yet. */
export const UNCOUNTED = 255;

/** What the device does, where the update has to answer for it. */
export const NO_OUTCOME = 0;
export const OUTCOME_LOOPING = 1;
export const OUTCOME_SILENT = 2;
export const OUTCOME_RECOVERED = 3;

/** Switched off cleanly before its verdict was due. */
export const FLAG_CENSORED = 1;
export const FLAG_REVERTED = 2;
/** Becomes active at the next restart. */
export const FLAG_REBOOT = 4;
/** Only inferred from a heartbeat ("seen with"). */
export const FLAG_INFERRED = 8;
/** The update answers for the device being down. */
export const FLAG_BLAMED = 16;

/** Its trial as a live activation, or as a first boot, has been counted. */
export const FLAG_TRIED_LIVE = 32;
export const FLAG_TRIED_BOOT = 64;
/** Active without a restart, and the device was heard after that in time; noted when the minute is forgotten. */
export const FLAG_SURVIVED = 128;

class Chunk {
  readonly update = new Uint16Array(CHUNK);
  readonly flags = new Uint8Array(CHUNK);
  /** Ring code when it was installed. */
  readonly ring = new Uint8Array(CHUNK);
  /** Installed and activated, epoch seconds; 0 = not (yet). */
  readonly at = new Uint32Array(CHUNK);
  readonly activatedAt = new Uint32Array(CHUNK);
  readonly next = new Int32Array(CHUNK);
  /** As last counted: the stage and the outcome. */
  readonly stage = new Uint8Array(CHUNK);
  readonly outcome = new Uint8Array(CHUNK);
}

export class ExposurePool {
  readonly #chunks: Chunk[] = [];
  #used = 0;
  #free = -1;

  /** Records handed out, free ones included: memory is this many times 18 bytes. */
  get allocated(): number {
    return this.#used;
  }

  /** Takes a record and chains it before `next`. */
  take(update: number, ring: number, at: number, next: number): number {
    let record = this.#free;
    if (record === -1) {
      record = this.#used++;
      if (record >>> CHUNK_BITS === this.#chunks.length) this.#chunks.push(new Chunk());
    } else this.#free = this.next(record);
    const chunk = this.#chunks[record >>> CHUNK_BITS];
    const i = record & MASK;
    chunk.update[i] = update;
    chunk.flags[i] = 0;
    chunk.ring[i] = ring;
    chunk.at[i] = at;
    chunk.activatedAt[i] = 0;
    chunk.next[i] = next;
    chunk.stage[i] = UNCOUNTED;
    chunk.outcome[i] = NO_OUTCOME;
    return record;
  }

  /** Gives a record back; the caller has unchained it. */
  give(record: number): void {
    this.setNext(record, this.#free);
    this.#free = record;
  }

  update = (record: number): number => this.#chunks[record >>> CHUNK_BITS].update[record & MASK];
  at = (record: number): number => this.#chunks[record >>> CHUNK_BITS].at[record & MASK];
  activatedAt = (record: number): number => this.#chunks[record >>> CHUNK_BITS].activatedAt[record & MASK];
  flags = (record: number): number => this.#chunks[record >>> CHUNK_BITS].flags[record & MASK];
  ring = (record: number): number => this.#chunks[record >>> CHUNK_BITS].ring[record & MASK];
  next = (record: number): number => this.#chunks[record >>> CHUNK_BITS].next[record & MASK];
  stage = (record: number): number => this.#chunks[record >>> CHUNK_BITS].stage[record & MASK];
  outcome = (record: number): number => this.#chunks[record >>> CHUNK_BITS].outcome[record & MASK];

  setAt(record: number, at: number): void {
    this.#chunks[record >>> CHUNK_BITS].at[record & MASK] = at;
  }
  setActivatedAt(record: number, at: number): void {
    this.#chunks[record >>> CHUNK_BITS].activatedAt[record & MASK] = at;
  }
  setFlags(record: number, flags: number): void {
    this.#chunks[record >>> CHUNK_BITS].flags[record & MASK] = flags;
  }
  setNext(record: number, next: number): void {
    this.#chunks[record >>> CHUNK_BITS].next[record & MASK] = next;
  }
  setCounted(record: number, stage: number, outcome: number): void {
    const chunk = this.#chunks[record >>> CHUNK_BITS];
    chunk.stage[record & MASK] = stage;
    chunk.outcome[record & MASK] = outcome;
  }
}
