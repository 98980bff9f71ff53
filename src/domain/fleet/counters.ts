/** Sparse counters, kept incrementally: reading never walks the devices. */
import type { ConditionCounts } from '#contract/snapshot.ts';
import type { UpdateCounts } from '#contract/update.ts';
import { CONDITIONS, STAGES } from '#contract/words.ts';
import { CHECKED, OUTCOME_LOOPING, OUTCOME_RECOVERED, OUTCOME_SILENT } from './exposure-pool.ts';

/** What a fleet cell counts: the five conditions, and of those the ones marked recovered. */
export const FLEET_MEASURES = CONDITIONS.length + 1;
export const RECOVERED_DEVICES = CONDITIONS.length;

/** What an update cell counts; the first four are the exposure stages in their order. */
export const UPDATE_MEASURES = [
  'waiting',
  'pending',
  'checked',
  'censored',
  'looping',
  'silent',
  'loopingChecked',
  'silentChecked',
  'recovered',
] as const satisfies readonly (keyof UpdateCounts)[];
const LOOPING = UPDATE_MEASURES.indexOf('looping');
const SILENT = UPDATE_MEASURES.indexOf('silent');
const LOOPING_CHECKED = UPDATE_MEASURES.indexOf('loopingChecked');
const SILENT_CHECKED = UPDATE_MEASURES.indexOf('silentChecked');
const RECOVERED = UPDATE_MEASURES.indexOf('recovered');
const WIDTH = UPDATE_MEASURES.length;

export interface FleetCell {
  readonly ring: number;
  readonly sector: number;
  readonly region: number;
  readonly class: number;
  readonly counts: Int32Array;
}

/** Devices by ring, sector, region and class; only cells that ever had a device exist. */
export class FleetCounters {
  readonly #cells = new Map<number, FleetCell>();

  /** The counts of a cell, by measure, to be changed in place. */
  of(ring: number, sector: number, region: number, cls: number): Int32Array {
    const key = ((ring * 128 + sector) * 128 + region) * 8 + cls;
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = { ring, sector, region, class: cls, counts: new Int32Array(FLEET_MEASURES) };
      this.#cells.set(key, cell);
    }
    return cell.counts;
  }

  cells(): IterableIterator<FleetCell> {
    return this.#cells.values();
  }
}

/** Devices of one update by ring and sector, dense: 17 rings x 66 sectors x 9 measures = 40 kB. */
export class UpdateCounters {
  readonly #rings: number;
  readonly #sectors: number;
  readonly #counts: Int32Array;
  /** Devices the update is meant for. */
  readonly #targeted: Int32Array;

  constructor(rings: number, sectors: number) {
    this.#rings = rings;
    this.#sectors = sectors;
    this.#counts = new Int32Array(rings * sectors * WIDTH);
    this.#targeted = new Int32Array(rings * sectors);
  }

  /** Counts one exposure by its stage and outcome, or takes it back. */
  add(ring: number, sector: number, stage: number, outcome: number, by: 1 | -1): void {
    const base = (ring * this.#sectors + sector) * WIDTH;
    const counts = this.#counts;
    counts[base + stage] += by;
    if (outcome === OUTCOME_LOOPING) {
      counts[base + LOOPING] += by;
      if (stage === CHECKED) counts[base + LOOPING_CHECKED] += by;
    } else if (outcome === OUTCOME_SILENT) {
      counts[base + SILENT] += by;
      if (stage === CHECKED) counts[base + SILENT_CHECKED] += by;
    } else if (outcome === OUTCOME_RECOVERED) counts[base + RECOVERED] += by;
  }

  /** All counts as numbers, for a checkpoint; `restore` takes them back. */
  values(): number[] {
    return Array.from(this.#counts);
  }
  restore(values: readonly number[]): void {
    this.#counts.set(values);
  }

  clearTargeted(): void {
    this.#targeted.fill(0);
  }
  copyTargeted(from: UpdateCounters): void {
    this.#targeted.set(from.#targeted);
  }
  addTargeted(ring: number, sector: number, by: number): void {
    this.#targeted[ring * this.#sectors + sector] += by;
  }

  /** Whether any device of the cell has the update. */
  has(ring: number, sector: number): boolean {
    const base = (ring * this.#sectors + sector) * WIDTH;
    for (let stage = 0; stage < STAGES.length; stage++) if (this.#counts[base + stage] !== 0) return true;
    return false;
  }

  cell(ring: number, sector: number): UpdateCounts {
    return this.#sum(ring, ring + 1, sector, sector + 1);
  }
  ring(ring: number): UpdateCounts {
    return this.#sum(ring, ring + 1, 0, this.#sectors);
  }
  sector(sector: number): UpdateCounts {
    return this.#sum(0, this.#rings, sector, sector + 1);
  }
  total(): UpdateCounts {
    return this.#sum(0, this.#rings, 0, this.#sectors);
  }

  targetedCell(ring: number, sector: number): number {
    return this.#targeted[ring * this.#sectors + sector];
  }
  targetedRing(ring: number): number {
    let sum = 0;
    for (let sector = 0; sector < this.#sectors; sector++) sum += this.targetedCell(ring, sector);
    return sum;
  }

  #sum(ring0: number, ring1: number, sector0: number, sector1: number): UpdateCounts {
    const sums = new Array<number>(WIDTH).fill(0);
    for (let ring = ring0; ring < ring1; ring++) {
      for (let sector = sector0; sector < sector1; sector++) {
        const base = (ring * this.#sectors + sector) * WIDTH;
        for (let m = 0; m < WIDTH; m++) sums[m] += this.#counts[base + m];
      }
    }
    return toUpdateCounts(sums);
  }
}

/** Named counts from an array in the order of UPDATE_MEASURES. */
export function toUpdateCounts(sums: ArrayLike<number>): UpdateCounts {
  return {
    waiting: sums[0],
    pending: sums[1],
    checked: sums[2],
    censored: sums[3],
    looping: sums[4],
    silent: sums[5],
    loopingChecked: sums[6],
    silentChecked: sums[7],
    recovered: sums[8],
  };
}

/** Named counts from an array in the order of CONDITIONS. */
export function toConditionCounts(counts: ArrayLike<number>): ConditionCounts {
  return { healthy: counts[0], looping: counts[1], silent: counts[2], off: counts[3], unknown: counts[4] };
}
