/** The log in use: append, then fold. Nothing changes without its entry. */
import type { Author } from '#contract/hold.ts';
import type { LogEntry } from '#contract/log.ts';
import { EMPTY_LOG, fold, type LogState, replay } from '#domain/holds/log-state.ts';
import type { FleetClock } from './fleet-clock.ts';
import { hasDamagedLog, type Store } from './store.ts';

type Distribute<T> = T extends unknown ? Omit<T, 'seq' | 'at' | 'wallAt' | 'actor'> : never;
/** An entry without what the book itself adds. */
export type Decision = Distribute<LogEntry>;

/** Author of what the product decides by itself. */
export const RULE: Author = { kind: 'rule', name: 'Bootwatch' };

/** More than are decided in years: above what a damaged log may hold unseen. */
const SEQS_SKIPPED = 1_000_000;

export class LogBook {
  readonly #store: Store;
  readonly #clock: FleetClock;
  readonly #wallNow: () => number;
  #entries: LogEntry[] = [];
  #state: LogState = EMPTY_LOG;
  #last: Promise<unknown> = Promise.resolve();
  #nextSeq = 1;
  #isDamaged = false;

  constructor(store: Store, clock: FleetClock, wallNow: () => number) {
    this.#store = store;
    this.#clock = clock;
    this.#wallNow = wallNow;
  }

  get state(): LogState {
    return this.#state;
  }

  /** All entries, oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** When it was loaded, part of it was damaged: decisions may be missing, holds among them. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** @throws whatever the store throws: without knowing whether the log is whole nobody may be told "go". */
  async load(): Promise<void> {
    this.#entries = await this.#store.readLog();
    this.#state = replay(this.#entries);
    // Only now: that a part is damaged may turn out when it is read.
    this.#isDamaged = hasDamagedLog(await this.#store.damage());
    this.#nextSeq = this.#state.nextSeq + (this.#isDamaged ? SEQS_SKIPPED : 0);
  }

  /**
   * Decides and writes, one decision after another: `decide` sees the state with every earlier entry in it
   * and returns the entry to write, or undefined to write none. Resolves when the entry is durable and folded.
   */
  write(actor: Author, decide: (state: LogState) => Decision | undefined): Promise<LogEntry | undefined> {
    const written = this.#last.then(async () => {
      const decision = decide(this.#state);
      if (!decision) return undefined;
      // Used up even when the write fails: the store may have kept it all the same.
      const stamp = { seq: this.#nextSeq++, at: this.#clock.now(), wallAt: this.#wallNow(), actor };
      const entry = { ...stamp, ...decision } as LogEntry;
      await this.#store.appendLog(entry);
      this.#entries.push(entry);
      this.#state = fold(this.#state, entry);
      return entry;
    });
    this.#last = written.catch(() => undefined);
    return written;
  }
}
