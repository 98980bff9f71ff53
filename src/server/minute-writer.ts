import { evidenceOf, seriesOf } from './minutes-read.ts';
import type { ClosedMinute, EvidenceRange, EvidenceRow, SeriesRange, SeriesRow, Store } from './store.ts';

/** A closed minute is tried this often before it is given up as a gap, resting twice as long each time. */
const ATTEMPTS = 6;
const REST_MS = 250;
/** Beyond so many reports wait. */
const MAX_WAITING = 10;

/** Writes closed minutes into the store, one after the other. Those on their way are read from here: a chart has no hole. */
export class MinuteWriter {
  readonly #store: Pick<Store, 'putMinute' | 'series' | 'evidence'>;
  readonly #onTrouble: (what: string, error: unknown) => void;
  readonly #waiting = new Map<number, ClosedMinute>();
  #behind = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    store: Pick<Store, 'putMinute' | 'series' | 'evidence'>,
    onTrouble: (what: string, error: unknown) => void,
  ) {
    this.#store = store;
    this.#onTrouble = onTrouble;
  }

  /** @param closed undefined when the store has it already. @param then what is decided with it, once it is written. */
  write(closed: ClosedMinute | undefined, then: () => Promise<void>): void {
    if (closed) this.#waiting.set(closed.minute, closed);
    this.#behind++;
    this.#last = this.#last
      .then(async () => {
        if (closed) await this.#put(closed);
        await then();
      })
      .catch((error: unknown) => this.#onTrouble('a closed minute could not be written', error))
      .finally(() => {
        this.#behind--;
        if (closed) this.#waiting.delete(closed.minute);
      });
  }

  /** Resolves when few enough wait. */
  async caughtUp(): Promise<void> {
    if (this.#behind > MAX_WAITING) await this.#last;
  }

  /** Resolves when those of before are written. */
  async done(): Promise<void> {
    await this.#last;
  }

  series(range: SeriesRange): Promise<SeriesRow[]> {
    return this.#over(seriesOf(this.#waiting, range), this.#store.series(range));
  }

  evidence(range: EvidenceRange): Promise<EvidenceRow[]> {
    return this.#over(evidenceOf(this.#waiting, range), this.#store.evidence(range));
  }

  /** What waits is later than what is written. */
  async #over<R extends { point: number }>(waiting: readonly R[], stored: Promise<R[]>): Promise<R[]> {
    const points = new Set(waiting.map(({ point }) => point));
    return [...(await stored).filter(({ point }) => !points.has(point)), ...waiting];
  }

  async #put(closed: ClosedMinute): Promise<void> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#store.putMinute(closed);
      } catch (error) {
        if (tried === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, REST_MS * 2 ** tried));
      }
    }
  }
}
