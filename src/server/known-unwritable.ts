/** Records the store can't keep, from deliveries that have to come again: what was found out so far is not looked for again. */
import { hash64, hashText } from '#domain/fleet/hash.ts';
import type { StoredRecord } from './store.ts';

/** Beyond, the oldest are forgotten. */
const MOST = 100_000;

/** By content: place and time of arrival differ with every sending, and so does what is corrected for skew. */
const keyOf = (record: StoredRecord): string =>
  hashText(hash64(JSON.stringify({ ...record, seq: 0, receivedAt: 0, at: 0 })));

export class KnownUnwritable {
  readonly #keys = new Set<string>();

  remember(records: Iterable<StoredRecord>): void {
    for (const record of records) this.#keys.add(keyOf(record));
    for (const key of this.#keys) {
      if (this.#keys.size <= MOST) return;
      this.#keys.delete(key);
    }
  }

  /** Those of them that are known. */
  among(records: readonly StoredRecord[]): ReadonlySet<StoredRecord> {
    // As a rule there are none, and records are many.
    if (this.#keys.size === 0) return new Set();
    return new Set(records.filter((record) => this.#keys.has(keyOf(record))));
  }

  /** Their sender has been told. */
  forget(records: Iterable<StoredRecord>): void {
    if (this.#keys.size === 0) return;
    for (const record of records) this.#keys.delete(keyOf(record));
  }
}
