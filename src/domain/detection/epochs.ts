/** Accumulators by epoch, made when first added to; everything that is saved of them is plain numbers. */
import { type Accumulator, emptyAccumulator } from './evidence.ts';

export type SavedEpochs = readonly (readonly number[] | null)[];

export class Epochs {
  readonly list: (Accumulator | undefined)[] = [];

  /** The accumulator of this epoch (0 = the first). */
  at(epoch: number): Accumulator {
    while (this.list.length <= epoch) this.list.push(undefined);
    const known = this.list[epoch];
    if (known) return known;
    const made = emptyAccumulator();
    this.list[epoch] = made;
    return made;
  }

  /** All epochs up to `count`, for evidence with restarts. */
  upTo(count: number): readonly (Accumulator | undefined)[] {
    while (this.list.length < count) this.list.push(undefined);
    return this.list;
  }

  sum(): Accumulator {
    const sum = emptyAccumulator();
    for (const epoch of this.list) if (epoch) for (let g = 0; g < sum.length; g++) sum[g] += epoch[g];
    return sum;
  }

  save(): SavedEpochs {
    return this.list.map((epoch) => (epoch ? Array.from(epoch) : null));
  }

  static restore(saved: SavedEpochs): Epochs {
    const epochs = new Epochs();
    for (const values of saved) epochs.list.push(values ? Float64Array.from(values) : undefined);
    return epochs;
  }
}
