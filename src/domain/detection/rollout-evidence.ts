/** What the trials of one update say, by part of the fleet and epoch. */
import { decide, type Grounds, LN_WATCH, TIERS, type Tier } from './decide.ts';
import { Epochs, type SavedEpochs } from './epochs.ts';
import { addConcurrent, historySays } from './evidence.ts';
import { type FleetPart, FleetParts } from './fleet-parts.ts';
import { RATIO_CONCURRENT } from './grid.ts';
import { Baseline, type SavedBaseline } from './history-book.ts';
import { matchedCell, weatherCell } from './leaf-keys.ts';
import { type Count, count, MatchedLeg, type SavedMatchedLeg } from './matched-leg.ts';
import { lnEvidenceOfUpdate, MIN_COVERAGE } from './node-evidence.ts';
import { PartEvidence, type SavedPart } from './part-evidence.ts';
import { lnEvidenceWithRestarts } from './restarts.ts';
import { allFailures, effectiveFailures } from './site-cap.ts';
import type { TrialRow } from './trial-row.ts';

const DAY_MINUTES = 1_440;
/** After this long a new epoch begins weekly instead of daily. */
const WEEKLY_AFTER_DAYS = 30;

/** The state as plain numbers. */
export interface SavedRollout {
  readonly update: number;
  readonly startMinute: number;
  readonly parts: readonly FleetPart[];
  readonly baseline: SavedBaseline;
  readonly states: readonly (SavedPart | null)[];
  readonly epochStarts: readonly number[];
  readonly rings: readonly number[];
  readonly sitesSeen: readonly number[];
  readonly regions: readonly number[];
  readonly matched: SavedMatchedLeg;
  readonly adjusted: SavedEpochs;
  readonly alone: SavedEpochs;
  readonly failedWith: readonly (readonly [update: number, failed: number])[];
  readonly trials: { readonly n: number; readonly loop: number; readonly dark: number };
  readonly assumed: number;
  readonly maxLnE: number;
  readonly lnE: number;
  readonly tiers: readonly (readonly [Tier, number])[];
  readonly grounds: Grounds | null;
  /** No upper end: null. Absent where it is not taken. */
  readonly matchedRatio?: readonly [lo: number, hi: number | null] | undefined;
  readonly topPart: number;
  readonly darkSites: readonly (readonly [site: number, trials: number])[];
}

/** Trials of the block's controls, by weather cell and by matched cell of the open window. */
export interface Controls {
  readonly byWeather: ReadonlyMap<number, Count>;
  readonly byMatch: ReadonlyMap<number, Count>;
}

/** An updated row with the trials it differs from by this update alone. */
export interface RestBlock {
  readonly n: number;
  readonly x: number;
  readonly rest: Count;
  /** The rest is nothing: these devices have only this update. */
  readonly alone: boolean;
}

export class RolloutEvidence {
  readonly update: number;
  readonly startMinute: number;
  readonly parts: FleetParts;
  readonly baseline: Baseline;
  /** Trials with a verdict, uncapped. */
  readonly trials = { n: 0, loop: 0, dark: 0 };
  /** Trials of them of which the baseline knows nothing, so that a usual share is assumed. */
  assumed = 0;
  /** ln evidence now and the greatest ever. */
  lnE = 0;
  maxLnE = 0;
  /** When each tier was first reached, epoch minutes. */
  readonly tiers = new Map<Tier, number>();
  grounds: Grounds | undefined;
  /**
   * Interval for how much more often it fails than un-updated devices of the same sector, build and region, with the
   * open window; kept where the evidence is enough to watch.
   */
  matchedRatio: { readonly lo: number; readonly hi: number } | undefined;
  /** Index of the part with the most weight x evidence. */
  topPart = 0;
  readonly regions = new Set<number>();
  /** Failed trials at sites that were silent as a whole, each site counted once an epoch. */
  readonly darkSites = new Map<number, number>();
  readonly #states: PartEvidence[];
  readonly #partsOf = new Map<string, number[]>();
  #epochStarts: number[] = [];
  readonly #rings = new Set<number>();
  readonly #sitesSeen = new Set<number>();
  #matched = new MatchedLeg();
  #adjusted = new Epochs();
  #alone = new Epochs();
  /** By other update: failed trials that both were in. */
  readonly failedWith = new Map<number, number>();

  constructor(update: number, startMinute: number, parts: FleetParts, baseline: Baseline) {
    this.update = update;
    this.startMinute = startMinute;
    this.parts = parts;
    this.baseline = baseline;
    this.#states = parts.list.map(() => new PartEvidence());
  }

  /** The highest tier ever reached. */
  get tier(): Tier {
    return TIERS.findLast((tier) => this.tiers.has(tier)) ?? 'ok';
  }

  get epochs(): number {
    return this.#epochStarts.length;
  }

  /** Adds the rows of a minute that carry this update, in their order; returns the failures of each that count. */
  add(minute: number, rows: readonly TrialRow[], controls: Controls): number[] {
    this.#openEpoch(minute, rows);
    const epoch = this.epochs - 1;
    const byCell = new Map<number, Map<number, Count>>();
    const effective: number[] = [];
    for (const row of rows) {
      this.regions.add(row.region);
      const x = effectiveFailures(row, this.#sitesSeen);
      effective.push(x);
      const p0 = this.baseline.shareOf(row, minute);
      const cell = weatherCell(row);
      const isCovered = (controls.byWeather.get(cell)?.n ?? 0) > 0;
      const inCell = byCell.get(cell) ?? new Map<number, Count>();
      byCell.set(cell, inCell);
      const said = historySays(row.n, x, p0);
      for (const part of this.#partsOfRow(row)) {
        this.#states[part].add(epoch, { n: row.n, x }, row.n * p0, isCovered, said);
        count(inCell, part, row.n, x);
      }
      this.trials.n += row.n;
      if (!this.baseline.knows(row)) this.assumed += row.n;
      this.trials.loop += row.loop;
      this.trials.dark += row.darkCleared + row.darkSites.length;
      for (const site of row.darkSites) this.darkSites.set(site, (this.darkSites.get(site) ?? 0) + 1);
      this.#matched.add(matchedCell(row), row.n, x);
      const failed = allFailures(row);
      for (const other of failed === 0 ? [] : row.changeSet) {
        if (other !== this.update) this.failedWith.set(other, (this.failedWith.get(other) ?? 0) + failed);
      }
    }
    for (const [cell, inCell] of byCell) {
      const control = controls.byWeather.get(cell);
      if (!control) continue;
      for (const [part, trials] of inCell) this.#states[part].addBeside(epoch, trials, control);
    }
    return effective;
  }

  /** Adds a comparison in which only this update differs. */
  addRest({ n, x, rest, alone }: RestBlock): void {
    const epoch = Math.max(0, this.epochs - 1);
    addConcurrent(this.#adjusted.at(epoch), n, x, rest.n, rest.x);
    if (alone) addConcurrent(this.#alone.at(epoch), n, x, rest.n, rest.x);
  }

  closeWindow(controls: ReadonlyMap<number, Count>): void {
    this.#matched.closeWindow(controls, Math.max(0, this.epochs - 1));
  }

  /**
   * Takes the evidence as it stands and latches what it reaches. `outage`: devices without any update fall silent too,
   * so what rests on history alone is held.
   */
  evaluate(minute: number, controls: Controls, isWhole: boolean, outage: boolean): void {
    const nodes = this.#states.map((state, part) => {
      state.take(this.epochs);
      return { weight: this.parts.list[part].weight, lnE: state.lnE };
    });
    this.lnE = lnEvidenceOfUpdate(nodes);
    this.maxLnE = Math.max(this.maxLnE, this.lnE);
    this.topPart = nodes.reduce(
      (top, { weight, lnE }, part) =>
        Math.log(weight) + lnE > Math.log(nodes[top].weight) + nodes[top].lnE ? part : top,
      0,
    );
    const top = this.#states[this.topPart];
    const gateOpen = isWhole && !(outage && top.coverage < MIN_COVERAGE);
    const matched = this.#matched.read(controls.byMatch, this.epochs);
    this.grounds = {
      lnEv: this.lnE,
      effFail: top.x,
      excess: top.excess,
      gateOpen,
      coverage: top.coverage,
      lnMatched: matched.lnMatched,
      matchedCoverage: matched.coverage,
    };
    this.matchedRatio = this.mayMove ? this.#asIfClosed(controls.byMatch).riskRatio() : undefined;
    const reached = TIERS.indexOf(decide(this.grounds));
    for (const tier of TIERS.slice(1, reached + 1)) {
      if (tier === 'hold' && gateOpen) continue;
      if (!this.tiers.has(tier)) this.tiers.set(tier, minute);
    }
  }

  /** Whether more evidence, or the same with an open gate, could change what is decided. */
  get mayMove(): boolean {
    return this.lnE >= LN_WATCH || this.grounds?.gateOpen === false;
  }

  /** The tier that is reached now, not the highest ever. */
  get tierNow(): Tier {
    return this.grounds ? decide(this.grounds) : 'ok';
  }

  /** The evidence of a part, by its place in `parts`. */
  part(index: number): PartEvidence {
    return this.#states[index];
  }

  get lnAdjusted(): number {
    return lnEvidenceWithRestarts(this.#adjusted.upTo(this.epochs), RATIO_CONCURRENT);
  }
  get lnAlone(): number {
    return lnEvidenceWithRestarts(this.#alone.upTo(this.epochs), RATIO_CONCURRENT);
  }

  save(): SavedRollout {
    return {
      update: this.update,
      startMinute: this.startMinute,
      parts: this.parts.list,
      baseline: this.baseline.save(),
      states: this.#states.map((state) => state.save()),
      epochStarts: this.#epochStarts,
      rings: [...this.#rings],
      sitesSeen: [...this.#sitesSeen].sort((a, b) => a - b),
      regions: [...this.regions],
      matched: this.#matched.save(),
      adjusted: this.#adjusted.save(),
      alone: this.#alone.save(),
      failedWith: [...this.failedWith],
      trials: { ...this.trials },
      assumed: this.assumed,
      maxLnE: this.maxLnE,
      lnE: this.lnE,
      tiers: [...this.tiers],
      grounds: this.grounds ?? null,
      matchedRatio: this.matchedRatio && [
        this.matchedRatio.lo,
        Number.isFinite(this.matchedRatio.hi) ? this.matchedRatio.hi : null,
      ],
      topPart: this.topPart,
      darkSites: [...this.darkSites].sort(([a], [b]) => a - b),
    };
  }

  static restore(saved: SavedRollout): RolloutEvidence {
    const { update, startMinute } = saved;
    const baseline = Baseline.restore(saved.baseline);
    const rollout = new RolloutEvidence(update, startMinute, FleetParts.from(saved.parts), baseline);
    for (const [part, state] of saved.states.entries()) rollout.#states[part] = PartEvidence.restore(state);
    rollout.#epochStarts = [...saved.epochStarts];
    for (const ring of saved.rings) rollout.#rings.add(ring);
    for (const site of saved.sitesSeen) rollout.#sitesSeen.add(site);
    for (const region of saved.regions) rollout.regions.add(region);
    for (const [site, trials] of saved.darkSites) rollout.darkSites.set(site, trials);
    rollout.#matched = new MatchedLeg(saved.matched);
    rollout.#adjusted = Epochs.restore(saved.adjusted);
    rollout.#alone = Epochs.restore(saved.alone);
    for (const [other, failed] of saved.failedWith) rollout.failedWith.set(other, failed);
    Object.assign(rollout.trials, saved.trials);
    rollout.assumed = saved.assumed;
    for (const [tier, minute] of saved.tiers) rollout.tiers.set(tier, minute);
    rollout.maxLnE = saved.maxLnE;
    rollout.lnE = saved.lnE;
    rollout.grounds = saved.grounds ?? undefined;
    if (saved.matchedRatio) {
      const [lo, hi] = saved.matchedRatio;
      rollout.matchedRatio = { lo, hi: hi ?? Number.POSITIVE_INFINITY };
    }
    rollout.topPart = saved.topPart;
    return rollout;
  }

  /** The matched comparison as it would stand if its open window were over. */
  #asIfClosed(controls: ReadonlyMap<number, Count>): MatchedLeg {
    const leg = new MatchedLeg(this.#matched.save());
    leg.closeWindow(controls, Math.max(0, this.epochs - 1));
    return leg;
  }

  /** A new epoch where the rollout reaches a ring, and every day; weekly after 30 days. */
  #openEpoch(minute: number, rows: readonly TrialRow[]): void {
    const age = minute - this.startMinute;
    const every = age > WEEKLY_AFTER_DAYS * DAY_MINUTES ? 7 * DAY_MINUTES : DAY_MINUTES;
    const last = this.#epochStarts.at(-1);
    const promoted = rows.some((row) => !this.#rings.has(row.ring));
    for (const row of rows) this.#rings.add(row.ring);
    if (last !== undefined && !promoted && minute - last < every) return;
    this.#epochStarts.push(minute);
    this.#sitesSeen.clear();
  }

  #partsOfRow(row: TrialRow): number[] {
    const key = `${row.ring}.${row.sector}.${row.build}.${row.region}`;
    const known = this.#partsOf.get(key);
    if (known) return known;
    const parts = this.parts.partsOf(row);
    this.#partsOf.set(key, parts);
    return parts;
  }
}
