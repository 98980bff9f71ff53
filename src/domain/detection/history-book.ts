/** Tallies of past trials, by leaf and day and by hour of the week: what is usual. */
import { baselineUpper, isEnough, type Tally } from './baseline.ts';
import { leafKey, sectorBuild, weatherCell } from './leaf-keys.ts';
import type { Leaf } from './trial-row.ts';

const MINUTES_A_DAY = 1_440;
/** Days before a rollout whose trials make up its baseline. */
const BASELINE_DAYS = 14;
/** Days kept, which hours of the week are learnt from. */
const KEPT_DAYS = 28;
const HOURS_A_WEEK = 168;
const MINUTES_A_WEEK = 60 * HOURS_A_WEEK;
/** Whole weeks kept beside the current one. */
const KEPT_WEEKS = KEPT_DAYS / 7;
const HOUR_CLIP = 4;
const CAP = 0.5;
/** Failures' worth of trust in an hour like every other: an hour with few trials is no exception yet. */
const HOUR_SHRINKAGE = 3;

interface DayTally {
  n: number;
  x: number;
}
interface LeafBook {
  readonly leaf: Leaf;
  readonly days: Map<number, DayTally>;
}

export interface SavedHistory {
  readonly leaves: readonly { readonly leaf: Leaf; readonly days: readonly (readonly [number, number, number])[] }[];
  /** Weather cell, week, then n and x of the hours of the week. */
  readonly hours: readonly (readonly [cell: number, week: number, counts: readonly number[]])[];
}

const levelKey = (level: number, value: number, cls: number, kind: number): number =>
  (level * 2 ** 24 + value) * 64 + cls * 4 + kind;
const levelKeys = (leaf: Leaf): number[] => {
  const { ring, sector, class: cls, kind } = leaf;
  const pair = (level: number, value: number) => levelKey(level, value, cls, kind);
  // Finest first; the leaf itself is a level of its own, keyed below zero so that it meets no other.
  return [
    -1 - leafKey(leaf),
    pair(1, ring * 2 ** 16 + sectorBuild(leaf)),
    pair(2, ring * 128 + sector),
    pair(3, ring),
    rootKey(leaf),
  ];
};
const rootKey = ({ class: cls, kind }: Leaf): number => levelKey(4, 0, cls, kind);

export interface SavedBaseline {
  /** Level key, trials, failures. */
  readonly levels: readonly (readonly [number, number, number])[];
  /** Weather cell, then a factor for every hour of the week. */
  readonly hours: readonly (readonly [number, readonly number[]])[];
}

/** What was usual when a rollout started; later trials do not change it. */
export class Baseline {
  readonly #levels: ReadonlyMap<number, Tally>;
  readonly #hours: ReadonlyMap<number, Float64Array>;
  readonly #bounds = new Map<number, number>();

  constructor(levels: ReadonlyMap<number, Tally>, hours: ReadonlyMap<number, Float64Array>) {
    this.#levels = levels;
    this.#hours = hours;
  }

  /** The usual failure share of a leaf in a minute (epoch minutes), bounded from above. */
  shareOf(leaf: Leaf, minute: number): number {
    const key = leafKey(leaf);
    let bound = this.#bounds.get(key);
    if (bound === undefined) {
      bound = baselineUpper(levelKeys(leaf).map((level) => this.#levels.get(level) ?? { n: 0, x: 0 }));
      this.#bounds.set(key, bound);
    }
    return Math.min(CAP, bound * (this.#hours.get(weatherCell(leaf))?.[hourOfWeek(minute)] ?? 1));
  }

  /** Whether anything is known of trials of this kind, so that their usual share is not assumed. */
  knows(leaf: Leaf): boolean {
    return isEnough(this.#levels.get(rootKey(leaf)) ?? NOTHING);
  }

  save(): SavedBaseline {
    return {
      levels: [...this.#levels].map(([key, { n, x }]) => [key, n, x] as const),
      hours: [...this.#hours].map(([cell, factors]) => [cell, Array.from(factors)] as const),
    };
  }

  static restore({ levels, hours }: SavedBaseline): Baseline {
    return new Baseline(
      new Map(levels.map(([key, n, x]) => [key, { n, x }])),
      new Map(hours.map(([cell, factors]) => [cell, Float64Array.from(factors)])),
    );
  }
}

export class HistoryBook {
  readonly #leaves = new Map<number, LeafBook>();
  /** By weather cell and week since the epoch: trials and failures of each hour of the week, UTC. */
  readonly #hours = new Map<number, Map<number, Float64Array>>();

  /** Adds trials due in `minute` (epoch minutes). */
  add(leaf: Leaf, minute: number, n: number, x: number): void {
    const key = leafKey(leaf);
    let book = this.#leaves.get(key);
    if (!book) {
      const { kind, ring, sector, build, region, class: cls } = leaf;
      book = { leaf: { kind, ring, sector, build, region, class: cls }, days: new Map() };
      this.#leaves.set(key, book);
    }
    const day = Math.floor(minute / MINUTES_A_DAY);
    const tally = book.days.get(day);
    if (tally) {
      tally.n += n;
      tally.x += x;
    } else {
      book.days.set(day, { n, x });
      for (const old of book.days.keys()) if (old < day - KEPT_DAYS) book.days.delete(old);
    }
    this.#addHour(weatherCell(leaf), minute, n, x);
  }

  #addHour(cell: number, minute: number, n: number, x: number): void {
    const weeks = this.#hours.get(cell) ?? new Map<number, Float64Array>();
    this.#hours.set(cell, weeks);
    const week = Math.floor(minute / MINUTES_A_WEEK);
    let hours = weeks.get(week);
    if (!hours) {
      hours = new Float64Array(2 * HOURS_A_WEEK);
      weeks.set(week, hours);
      for (const old of weeks.keys()) if (old < week - KEPT_WEEKS) weeks.delete(old);
    }
    const hour = hourOfWeek(minute);
    hours[2 * hour] += n;
    hours[2 * hour + 1] += x;
  }

  /** Trials of the leaves in the 14 days before `minute` (epoch minutes). */
  *before(minute: number): Generator<{ leaf: Leaf; tally: Tally }> {
    const until = Math.floor(minute / MINUTES_A_DAY);
    for (const { leaf, days } of this.#leaves.values()) {
      const recent = [...days].filter(([day]) => day > until - BASELINE_DAYS && day <= until);
      yield { leaf, tally: recent.reduce((sum, [, tally]) => added(sum, tally), NOTHING) };
    }
  }

  /** Weather cells with the hours of each week. */
  *hours(): Generator<[cell: number, hours: Float64Array]> {
    for (const [cell, weeks] of this.#hours) for (const hours of weeks.values()) yield [cell, hours];
  }

  save(): SavedHistory {
    return {
      leaves: [...this.#leaves.values()].map(({ leaf, days }) => ({
        leaf,
        days: [...days].map(([day, { n, x }]) => [day, n, x] as const),
      })),
      hours: [...this.#hours].flatMap(([cell, weeks]) =>
        [...weeks].map(([week, hours]) => [cell, week, Array.from(hours)] as const),
      ),
    };
  }

  static restore({ leaves, hours }: SavedHistory): HistoryBook {
    const book = new HistoryBook();
    for (const { leaf, days } of leaves) {
      book.#leaves.set(leafKey(leaf), { leaf, days: new Map(days.map(([day, n, x]) => [day, { n, x }])) });
    }
    for (const [cell, week, values] of hours) {
      const weeks = book.#hours.get(cell) ?? new Map<number, Float64Array>();
      book.#hours.set(cell, weeks.set(week, Float64Array.from(values)));
    }
    return book;
  }
}

const hourOfWeek = (minute: number): number => Math.floor(minute / 60) % HOURS_A_WEEK;

const NOTHING: Tally = { n: 0, x: 0 };
const added = (a: Tally, b: Tally): Tally => ({ n: a.n + b.n, x: a.x + b.x });

/** What is usual by these books in the 14 days before `minute` (epoch minutes), frozen. */
export function freezeBaseline(books: readonly HistoryBook[], minute: number): Baseline {
  const levels = new Map<number, Tally>();
  const hours = new Map<number, Float64Array>();
  for (const book of books) {
    for (const { leaf, tally } of book.before(minute)) {
      for (const key of levelKeys(leaf)) levels.set(key, added(levels.get(key) ?? NOTHING, tally));
    }
    for (const [cell, counts] of book.hours()) {
      const sum = hours.get(cell) ?? new Float64Array(counts.length);
      hours.set(
        cell,
        sum.map((value, at) => value + counts[at]),
      );
    }
  }
  return new Baseline(levels, new Map([...hours].map(([cell, counts]) => [cell, factorsOf(counts)])));
}

/** How much more often trials fail in each hour of the week than on average, drawn towards 1, clipped to 1/4 to 4. */
function factorsOf(hours: Float64Array): Float64Array {
  let n = 0;
  let x = 0;
  for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
    n += hours[2 * hour];
    x += hours[2 * hour + 1];
  }
  const mean = n === 0 ? 0 : x / n;
  return Float64Array.from({ length: HOURS_A_WEEK }, (_, hour) => {
    const expected = hours[2 * hour] * mean;
    const factor = (HOUR_SHRINKAGE + hours[2 * hour + 1]) / (HOUR_SHRINKAGE + expected);
    return Math.min(HOUR_CLIP, Math.max(1 / HOUR_CLIP, factor));
  });
}
