/**
 * The third comparison: un-updated devices of the same sector, build and region, all rings, in windows of ten minutes.
 * It must agree before a pause is recommended, so that somebody else's push to the same devices is not blamed on the update.
 */
import { Epochs, type SavedEpochs } from './epochs.ts';
import { type Accumulator, addConcurrent } from './evidence.ts';
import { RATIO_ONE } from './grid.ts';
import { csRiskRatio } from './interval.ts';
import { lnEvidenceWithRestarts } from './restarts.ts';

export const WINDOW_MINUTES = 10;

export interface Count {
  n: number;
  x: number;
}

/** Adds n trials, x of them failed, to what is counted under a key. */
export function count<Key>(counts: Map<Key, Count>, key: Key, n: number, x: number): void {
  const known = counts.get(key);
  if (known) {
    known.n += n;
    known.x += x;
  } else counts.set(key, { n, x });
}

export interface SavedMatchedLeg {
  readonly epochs: SavedEpochs;
  readonly open: readonly (readonly [number, number, number])[];
  readonly trials: number;
  readonly covered: number;
}

export class MatchedLeg {
  readonly #epochs: Epochs;
  /** Updated trials of the open window, by matched cell. */
  readonly #open = new Map<number, Count>();
  #trials: number;
  #covered: number;

  constructor(saved?: SavedMatchedLeg) {
    this.#epochs = saved ? Epochs.restore(saved.epochs) : new Epochs();
    this.#trials = saved?.trials ?? 0;
    this.#covered = saved?.covered ?? 0;
    for (const [cell, n, x] of saved?.open ?? []) this.#open.set(cell, { n, x });
  }

  add(cell: number, n: number, x: number): void {
    count(this.#open, cell, n, x);
  }

  /** The window is over: its blocks beside its controls go into `epoch`. */
  closeWindow(controls: ReadonlyMap<number, Count>, epoch: number): void {
    if (this.#open.size === 0) return;
    this.#addOpen(this.#epochs.at(epoch), controls);
    const { trials, covered } = this.#counts(controls);
    this.#trials = trials;
    this.#covered = covered;
    this.#open.clear();
  }

  /** ln evidence with the open window, over `epochs` epochs, and the share of updated trials that had controls. */
  read(controls: ReadonlyMap<number, Count>, epochs: number): { lnMatched: number; coverage: number } {
    const list = [...this.#epochs.upTo(epochs)];
    const latest = Float64Array.from(list[epochs - 1] ?? this.#epochs.sum().fill(0));
    this.#addOpen(latest, controls);
    list[epochs - 1] = latest;
    const { trials, covered } = this.#counts(controls);
    return { lnMatched: lnEvidenceWithRestarts(list, RATIO_ONE), coverage: trials === 0 ? 0 : covered / trials };
  }

  /** Interval for how much more often the updated fail than these controls, over the windows that are over. */
  riskRatio(): { lo: number; hi: number } {
    return csRiskRatio(this.#epochs.sum());
  }

  save(): SavedMatchedLeg {
    return {
      epochs: this.#epochs.save(),
      open: [...this.#open].map(([cell, { n, x }]) => [cell, n, x] as const),
      trials: this.#trials,
      covered: this.#covered,
    };
  }

  #addOpen(to: Accumulator, controls: ReadonlyMap<number, Count>): void {
    for (const [cell, { n, x }] of this.#open) {
      const control = controls.get(cell);
      if (control) addConcurrent(to, n, x, control.n, control.x);
    }
  }

  #counts(controls: ReadonlyMap<number, Count>): { trials: number; covered: number } {
    let trials = this.#trials;
    let covered = this.#covered;
    for (const [cell, { n }] of this.#open) {
      trials += n;
      if ((controls.get(cell)?.n ?? 0) > 0) covered += n;
    }
    return { trials, covered };
  }
}
