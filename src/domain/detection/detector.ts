/** All updates at once: takes a minute's trials, keeps the evidence of every rollout, says who explains what. */
import { type Attribution, attributeGroups, explainedBy } from './culprit.ts';
import { isAtLeast, LN_WATCH } from './decide.ts';
import { FleetAlarm, type SavedFleetAlarm } from './fleet-alarm.ts';
import { FleetParts, type Place } from './fleet-parts.ts';
import { Baseline, freezeBaseline, HistoryBook, type SavedBaseline, type SavedHistory } from './history-book.ts';
import { matchedCell, weatherCell } from './leaf-keys.ts';
import { type Count, count, WINDOW_MINUTES } from './matched-leg.ts';
import { mergeRows } from './merge-rows.ts';
import { RolloutEvidence, type SavedRollout } from './rollout-evidence.ts';
import { allFailures } from './site-cap.ts';
import { type ClosedBlock, TRIAL_KINDS, type TrialRow } from './trial-row.ts';

const DAY_MINUTES = 1_440;
const CONTACT = TRIAL_KINDS.indexOf('contact');

/** What is true of the fleet when a minute closes. */
export interface Circumstances {
  /** Labels that occur in the inventory; asked for when a rollout starts. */
  readonly places: () => Iterable<Place>;
  /** Regions whose telemetry is impaired. */
  readonly impaired: ReadonlySet<number>;
}

export interface SavedDetector {
  readonly lastMinute: number;
  readonly lived: SavedHistory;
  readonly window: readonly (readonly [number, number, number])[];
  readonly rollouts: readonly SavedRollout[];
  readonly alarm: SavedFleetAlarm;
  readonly usual: SavedBaseline | null;
}

export class Detector {
  /** Trials closed here. What came before is the owner's to tell, so it is handed in and not saved. */
  readonly #lived: HistoryBook;
  readonly #past: HistoryBook;
  readonly rollouts = new Map<number, RolloutEvidence>();
  readonly alarm: FleetAlarm;
  /** What is usual today, for the alarm. */
  #usual: Baseline | undefined;
  /** Controls of the open window, by matched cell. */
  #window = new Map<number, Count>();
  /** The last minute taken; blocks up to it are known and ignored. */
  #lastMinute = 0;

  /** `past`: history the owner brought along. */
  constructor(past: HistoryBook, saved?: SavedDetector) {
    this.#past = past;
    this.#lived = saved ? HistoryBook.restore(saved.lived) : new HistoryBook();
    this.alarm = new FleetAlarm(saved?.alarm);
    if (!saved) return;
    this.#usual = saved.usual ? Baseline.restore(saved.usual) : undefined;
    this.#lastMinute = saved.lastMinute;
    for (const [cell, n, x] of saved.window) this.#window.set(cell, { n, x });
    for (const rollout of saved.rollouts) this.rollouts.set(rollout.update, RolloutEvidence.restore(rollout));
  }

  get lastMinute(): number {
    return this.#lastMinute;
  }

  /** Takes the block of a minute; minutes come in order, and one that was taken before changes nothing. */
  take({ minute, rows: unmerged }: ClosedBlock, circumstances: Circumstances): void {
    if (minute <= this.#lastMinute) return;
    this.#closeWindows(minute);
    this.#learnUsual(minute);
    this.#lastMinute = minute;
    const all = mergeRows(unmerged);
    const rows = all.filter(({ kind }) => kind !== CONTACT);
    if (this.#usual) this.alarm.take(minute, all, this.#usual);
    const controlCells = new Set(rows.filter(({ changeSet }) => changeSet.length === 0).map(weatherCell));
    const byUpdate = new Map<number, TrialRow[]>();
    const byWeather = new Map<number, Count>();
    for (const row of rows) {
      if (row.changeSet.length > 0 && this.#tellsNothing(row, controlCells)) continue;
      for (const update of row.changeSet) {
        const ofUpdate = byUpdate.get(update) ?? [];
        byUpdate.set(update, ofUpdate);
        ofUpdate.push(row);
      }
      if (row.changeSet.length > 0) continue;
      const failed = allFailures(row);
      count(byWeather, weatherCell(row), row.n, failed);
      count(this.#window, matchedCell(row), row.n, failed);
    }
    const controls = { byWeather, byMatch: this.#window };
    const sets = bySet(rows);
    let frozen: Baseline | undefined;
    const baseline = () => (frozen ??= freezeBaseline([this.#past, this.#lived], minute));
    for (const [update, ofUpdate] of byUpdate) {
      const rollout = this.#rolloutOf(update, minute, circumstances, baseline);
      const effective = rollout.add(minute, ofUpdate, controls);
      addRests(rollout, ofUpdate, effective, sets);
    }
    for (const rollout of this.rollouts.values()) {
      const failed = byUpdate.get(rollout.update)?.some((row) => allFailures(row) > 0) ?? false;
      if (!failed && !rollout.mayMove) continue;
      const gateOpen = ![...rollout.regions].some((region) => circumstances.impaired.has(region));
      const inOutage = [...rollout.regions].some((region) => this.alarm.open?.regions.includes(region));
      rollout.evaluate(minute, controls, gateOpen, inOutage);
    }
    this.#remember(minute, rows, circumstances.impaired);
  }

  /** Who explains the failures, as the evidence stands: one attribution a group of updates that share them. */
  attribution(): Attribution<number>[] {
    return attributeGroups(
      [...this.rollouts.values()].map((rollout) => ({
        ...trialsOf(rollout),
        lnMargMax: rollout.maxLnE,
        lnAdj: rollout.lnAdjusted,
        lnAlone: rollout.lnAlone,
      })),
    );
  }

  /** Rollouts whose pause is recommended: the evidence reached so far, and nobody else is named for it. */
  recommended(groups = this.attribution()): RolloutEvidence[] {
    return [...this.rollouts.values()].filter(
      (rollout) => isAtLeast(rollout.tier, 'recommend-pause') && this.explainedBy(rollout, groups) === undefined,
    );
  }

  /** The update that a suspected one's failures are put down to instead; undefined where there is none. */
  explainedBy(rollout: RolloutEvidence, groups: readonly Attribution<number>[]): number | undefined {
    return isAtLeast(rollout.tier, 'hold') ? explainedBy(trialsOf(rollout), groups) : undefined;
  }

  /** Everything needed to go on where it stood, as plain data. */
  save(): SavedDetector {
    return {
      lastMinute: this.#lastMinute,
      lived: this.#lived.save(),
      window: [...this.#window].map(([cell, { n, x }]) => [cell, n, x] as const),
      rollouts: [...this.rollouts.values()].map((rollout) => rollout.save()),
      alarm: this.alarm.save(),
      usual: this.#usual?.save() ?? null,
    };
  }

  #rolloutOf(update: number, minute: number, { places }: Circumstances, baseline: () => Baseline): RolloutEvidence {
    const known = this.rollouts.get(update);
    if (known) return known;
    const rollout = new RolloutEvidence(update, minute, FleetParts.of(places()), baseline());
    this.rollouts.set(update, rollout);
    return rollout;
  }

  #learnUsual(minute: number): void {
    const sameDay = Math.floor(minute / DAY_MINUTES) === Math.floor(this.#lastMinute / DAY_MINUTES);
    if (!this.#usual || !sameDay) this.#usual = freezeBaseline([this.#past, this.#lived], minute);
  }

  /** Nobody to compare with, while devices without the update fall silent too: it may be the outage. */
  #tellsNothing(row: TrialRow, controlCells: ReadonlySet<number>): boolean {
    return this.alarm.open?.regions.includes(row.region) === true && !controlCells.has(weatherCell(row));
  }

  #closeWindows(minute: number): void {
    if (Math.floor(minute / WINDOW_MINUTES) === Math.floor(this.#lastMinute / WINDOW_MINUTES)) return;
    for (const rollout of this.rollouts.values()) rollout.closeWindow(this.#window);
    this.#window = new Map();
  }

  /** Closed trials become history, but for those of suspects and of impaired regions. */
  #remember(minute: number, rows: readonly TrialRow[], impaired: ReadonlySet<number>): void {
    for (const row of rows) {
      if (impaired.has(row.region)) continue;
      if (row.changeSet.some((update) => (this.rollouts.get(update)?.maxLnE ?? 0) >= LN_WATCH)) continue;
      this.#lived.add(row, minute, row.n, allFailures(row));
    }
  }
}

const trialsOf = ({ update, trials, failedWith }: RolloutEvidence) => ({
  id: update,
  failed: trials.loop + trials.dark,
  failedWith,
});

const setKey = (cell: number, changeSet: readonly number[]): string => `${cell}:${changeSet.join('+')}`;

/** Trials and failures by weather cell and change set. */
function bySet(rows: readonly TrialRow[]): Map<string, Count> {
  const sets = new Map<string, Count>();
  for (const row of rows) count(sets, setKey(weatherCell(row), row.changeSet), row.n, allFailures(row));
  return sets;
}

/** Compares the trials of each change set with those of the same one without the update, in the same weather. */
function addRests(
  rollout: RolloutEvidence,
  rows: readonly TrialRow[],
  effective: readonly number[],
  sets: ReadonlyMap<string, Count>,
): void {
  const mine = new Map<string, { n: number; x: number; alone: boolean }>();
  for (const [nth, row] of rows.entries()) {
    const others = row.changeSet.filter((other) => other !== rollout.update);
    const key = setKey(weatherCell(row), others);
    const sum = mine.get(key) ?? { n: 0, x: 0 };
    mine.set(key, { n: sum.n + row.n, x: sum.x + effective[nth], alone: others.length === 0 });
  }
  for (const [key, { n, x, alone }] of mine) {
    const rest = sets.get(key);
    if (rest) rollout.addRest({ n, x, rest, alone });
  }
}
