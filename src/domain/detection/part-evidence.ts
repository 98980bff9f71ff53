/** Evidence of one update in one part of the fleet: both comparisons by epoch, and what they were made of. */
import { MIN_FAILURES } from './decide.ts';
import { Epochs, type SavedEpochs } from './epochs.ts';
import { type Accumulator, addConcurrent, addUp } from './evidence.ts';
import { csRiskRatio } from './interval.ts';
import type { Count } from './matched-leg.ts';
import { lnEvidenceOfNode } from './node-evidence.ts';

type EpochCounts = [n: number, x: number, usual: number];

export interface SavedPart {
  readonly concurrent: SavedEpochs;
  readonly history: SavedEpochs;
  readonly counts: readonly [n: number, x: number, covered: number, usual: number, lnE: number, dirty: 0 | 1];
  readonly epochCounts: readonly Readonly<EpochCounts>[];
}

export class PartEvidence {
  /** Updated trials, and of them failed (site-capped). */
  n = 0;
  x = 0;
  /** ln evidence as last taken. */
  lnE = 0;
  #concurrent = new Epochs();
  #history = new Epochs();
  /** Trials that had concurrent controls, and the sum of usual failures. */
  #covered = 0;
  #usual = 0;
  #epochCounts: EpochCounts[] = [];
  /** Something was added since the evidence was taken. */
  #dirty = false;

  /** Adds n trials of a leaf, x of them failed, `usual` of them expected to; `said` is what that adds beside history. */
  add(epoch: number, { n, x }: Count, usual: number, isCovered: boolean, said: Accumulator): void {
    this.n += n;
    this.x += x;
    this.#usual += usual;
    if (isCovered) this.#covered += n;
    this.#dirty = true;
    while (this.#epochCounts.length <= epoch) this.#epochCounts.push([0, 0, 0]);
    const counts = this.#epochCounts[epoch];
    counts[0] += n;
    counts[1] += x;
    counts[2] += usual;
    addUp(this.#history.at(epoch), said);
  }

  /** Adds the trials of one weather cell and minute beside the cell's controls. */
  addBeside(epoch: number, { n, x }: Count, control: Count): void {
    if (x + control.x > 0) addConcurrent(this.#concurrent.at(epoch), n, x, control.n, control.x);
  }

  /** Takes the evidence over so many epochs, where something was added. */
  take(epochs: number): void {
    if (!this.#dirty) return;
    const [concurrent, history] = [this.#concurrent.upTo(epochs), this.#history.upTo(epochs)];
    this.lnE = lnEvidenceOfNode({ concurrent, history, coverage: this.coverage });
    this.#dirty = false;
  }

  /** Share of the trials that had concurrent controls. */
  get coverage(): number {
    return this.n === 0 ? 0 : this.#covered / this.n;
  }

  /** Share of the trials that usually fail. */
  get usualShare(): number {
    return this.n === 0 ? 0 : this.#usual / this.n;
  }

  /**
   * Failures beyond the usual share of trials: the most since the start of any epoch that has enough failures to
   * decide on, because weeks of health would water down a failure that has just begun.
   */
  get excess(): number {
    let most = 0;
    let [n, x, usual] = [0, 0, 0];
    for (const [epochN, epochX, epochUsual] of this.#epochCounts.toReversed()) {
      n += epochN;
      x += epochX;
      usual += epochUsual;
      if (x >= MIN_FAILURES) most = Math.max(most, (x - usual) / n);
    }
    return most;
  }

  /** Interval for how much more often it fails than its controls. */
  riskRatio(): { lo: number; hi: number } {
    return csRiskRatio(this.#concurrent.sum());
  }

  /** null while it has no trial. */
  save(): SavedPart | null {
    if (this.n === 0) return null;
    return {
      concurrent: this.#concurrent.save(),
      history: this.#history.save(),
      counts: [this.n, this.x, this.#covered, this.#usual, this.lnE, this.#dirty ? 1 : 0],
      epochCounts: this.#epochCounts.map(([n, x, usual]) => [n, x, usual] as const),
    };
  }

  static restore(saved: SavedPart | null): PartEvidence {
    const part = new PartEvidence();
    if (!saved) return part;
    const [n, x, covered, usual, lnE, dirty] = saved.counts;
    part.#concurrent = Epochs.restore(saved.concurrent);
    part.#history = Epochs.restore(saved.history);
    part.#epochCounts = saved.epochCounts.map(([of, failed, expected]) => [of, failed, expected]);
    part.#covered = covered;
    part.#usual = usual;
    part.#dirty = dirty === 1;
    return Object.assign(part, { n, x, lnE });
  }
}
