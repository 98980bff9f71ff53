/** Label values as small numbers. */
import { OTHER, UNASSIGNED } from '#contract/words.ts';

/**
 * Codes in order of first sight: 0 = unassigned, 1 to `limit` = values, `limit + 1` = `Other`, which takes
 * every value beyond the limit.
 */
export class Dictionary {
  readonly limit: number;
  readonly #codes = new Map<string, number>();
  readonly #names: string[] = [UNASSIGNED];
  /** Lookups that fell to `Other`. */
  overflowed = 0;

  constructor(limit: number, known: readonly string[] = []) {
    this.limit = limit;
    for (const name of known) this.code(name);
  }

  /** Codes run from 0 to size - 1, `Other` included whether used or not. */
  get size(): number {
    return this.limit + 2;
  }

  /** The code of a value, given out now if it is new. */
  code(name: string): number {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    if (name === UNASSIGNED || name === '') return 0;
    if (name === OTHER) return this.limit + 1;
    if (this.#names.length > this.limit) {
      this.overflowed++;
      return this.limit + 1;
    }
    const code = this.#names.push(name) - 1;
    this.#codes.set(name, code);
    return code;
  }

  /** The code of a value already seen, or -1. */
  find(name: string): number {
    if (name === UNASSIGNED) return 0;
    if (name === OTHER) return this.limit + 1;
    return this.#codes.get(name) ?? -1;
  }

  /** The code a value has or would be given; -1 for the next free one. */
  wouldBe(name: string): number {
    const known = name === '' ? 0 : this.find(name);
    return known === -1 && this.#names.length > this.limit ? this.limit + 1 : known;
  }

  name(code: number): string {
    return code > this.limit ? OTHER : (this.#names[code] ?? UNASSIGNED);
  }

  /** Values in code order, without `Unassigned` and `Other`. */
  values(): readonly string[] {
    return this.#names.slice(1);
  }
}
