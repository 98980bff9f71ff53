/**
 * The alarm that needs no culprit: more devices fall silent than is usual, among those that no update is on trial on.
 * Compared with history only, because an outage takes the controls along; so it says what is silent, and blames nobody.
 */
import { LN_RECOMMEND } from './decide.ts';
import { type Accumulator, addHistory, emptyAccumulator, lnEvidence } from './evidence.ts';
import { GRID_SIZE, RATIO_HISTORY_ONLY } from './grid.ts';
import type { Baseline } from './history-book.ts';
import { lnSumExp } from './log-space.ts';
import { allFailures, effectiveFailures } from './site-cap.ts';
import { TRIAL_KINDS, type TrialRow } from './trial-row.ts';

/** Evidence begins anew every minute, so that quiet hours hide nothing; beginnings older than this are given up. */
const KEPT_MINUTES = 30;
const DAY_MINUTES = 1_440;
/** A dark site counts once in so many minutes. */
const SITE_MINUTES = 10;
/** So long before an alarm some of its devices may count as silent already. */
const STANDING_MINUTES = 10;
/** Fewer silent devices are no matter of the fleet. */
export const MIN_SILENT = 20;
const LIVE = TRIAL_KINDS.indexOf('live');
const CONTACT = TRIAL_KINDS.indexOf('contact');
const REGION = 'region:';
const PARTS = ['region', 'sector', 'build'] as const;

interface Minute {
  readonly minute: number;
  readonly likelihoods: Accumulator;
  silent: number;
}

export interface SavedFleetAlarm {
  readonly sites: readonly number[];
  readonly siteWindow: number;
  readonly parts: readonly (readonly [
    part: string,
    minutes: readonly (readonly [minute: number, silent: number, likelihoods: readonly number[]])[],
  ])[];
  readonly open: OpenAlarm | null;
  readonly last: OpenAlarm | null;
  readonly standing: readonly number[];
}

export interface OpenAlarm {
  /** Due minute of the failures that raised it, epoch minutes. */
  readonly since: number;
  /** Regions (codes) in which more fell silent than is usual; whom they hold is not to be judged by history alone. */
  readonly regions: readonly number[];
}

export class FleetAlarm {
  /** By part of the fleet, its last minutes, oldest first. */
  readonly #parts = new Map<string, Minute[]>();
  readonly #sites = new Set<number>();
  #siteWindow = 0;
  open: OpenAlarm | undefined;
  /** The newest alarm, open or over: its devices come back after it as well. */
  last: OpenAlarm | undefined;
  /** Devices silent without an explanation in the last minutes before an alarm. */
  readonly #standing: number[] = [];

  constructor(saved?: SavedFleetAlarm) {
    if (!saved) return;
    for (const site of saved.sites) this.#sites.add(site);
    this.#siteWindow = saved.siteWindow;
    for (const [part, minutes] of saved.parts) {
      this.#parts.set(
        part,
        minutes.map(([minute, silent, values]) => ({ minute, silent, likelihoods: Float64Array.from(values) })),
      );
    }
    this.open = saved.open ?? undefined;
    this.last = saved.last ?? undefined;
    this.#standing.push(...saved.standing);
  }

  /** Takes a minute's rows, of which it looks at devices not on trial. `baseline` bounds what is usual. */
  take(minute: number, rows: readonly TrialRow[], baseline: Baseline): void {
    this.#renewSites(Math.floor(minute / SITE_MINUTES));
    const touched = new Map<string, Minute[]>();
    for (const row of rows) {
      const isWatched = row.changeSet.length === 0 && (row.kind === LIVE || row.kind === CONTACT);
      if (!isWatched) continue;
      const capped = effectiveFailures(row, this.#sites);
      const p0 = baseline.shareOf({ ...row, kind: LIVE }, minute);
      for (const part of ['all', ...PARTS.map((label) => `${label}:${row[label]}`)]) {
        const minutes = this.#minutesOf(part, minute);
        const current = minutes[minutes.length - 1];
        addHistory(current.likelihoods, row.n, capped, p0);
        current.silent += allFailures(row);
        if (capped > 0) touched.set(part, minutes);
      }
    }
    const alarming = [...touched].filter(([, minutes]) => isAlarming(minutes, this.#parts.size)).map(([part]) => part);
    if (alarming.length === 0) return;
    const regions = new Set(this.open?.regions);
    for (const part of alarming) if (part.startsWith(REGION)) regions.add(Number(part.slice(REGION.length)));
    this.open = { since: this.open?.since ?? minute, regions: [...regions] };
    this.last = this.open;
  }

  /**
   * Ends the alarm once hardly more devices are silent without an explanation than before it, or after a day; called
   * when a minute closes (epoch minutes).
   */
  settle(unexplainedSilent: number, minute: number): void {
    if (!this.open) {
      this.#standing.push(unexplainedSilent);
      while (this.#standing.length > STANDING_MINUTES) this.#standing.shift();
      return;
    }
    const before = this.#standing.length === 0 ? 0 : Math.min(...this.#standing);
    const isOver = unexplainedSilent < before + MIN_SILENT || minute - this.open.since >= DAY_MINUTES;
    if (isOver) this.open = undefined;
  }

  save(): SavedFleetAlarm {
    return {
      sites: [...this.#sites].sort((a, b) => a - b),
      siteWindow: this.#siteWindow,
      parts: [...this.#parts].map(([part, minutes]) => [
        part,
        minutes.map(({ minute, silent, likelihoods }) => [minute, silent, Array.from(likelihoods)] as const),
      ]),
      open: this.open ?? null,
      last: this.last ?? null,
      standing: [...this.#standing],
    };
  }

  #renewSites(window: number): void {
    if (window !== this.#siteWindow) this.#sites.clear();
    this.#siteWindow = window;
  }

  #minutesOf(part: string, minute: number): Minute[] {
    let minutes = this.#parts.get(part);
    if (!minutes) {
      minutes = [];
      this.#parts.set(part, minutes);
    }
    if (minutes.at(-1)?.minute !== minute) {
      minutes.push({ minute, likelihoods: emptyAccumulator(), silent: 0 });
      while (minutes[0].minute <= minute - KEPT_MINUTES) minutes.shift();
    }
    return minutes;
  }
}

/**
 * Whether the evidence since any of the last minutes reaches 1 in 1,000. The minutes of a day share one error as
 * beginnings, and so do the `parts` of the fleet, so one day in 1,000 raises a false alarm at most.
 */
function isAlarming(minutes: readonly Minute[], parts: number): boolean {
  if (minutes.reduce((sum, { silent }) => sum + silent, 0) < MIN_SILENT) return false;
  const since = emptyAccumulator();
  const lnShare = -Math.log(DAY_MINUTES * parts);
  const terms = minutes.toReversed().map(({ likelihoods }) => {
    for (let g = 0; g < GRID_SIZE; g++) since[g] += likelihoods[g];
    return lnShare + lnEvidence(since, RATIO_HISTORY_ONLY);
  });
  return lnSumExp(terms) >= LN_RECOMMEND;
}
