/** How detection does on a scenario over several runs, and how other methods do on the same trials. */
import type { Scenario } from '#contract/scenario.ts';
import { closesAt } from '#domain/fleet/trial-blocks.ts';
import { median } from '../measure.ts';
import { COMPARATOR_NAMES, type Comparator, firstAlarms } from './comparators.ts';
import type { TrialComparison } from './compare-trials.ts';
import type { Run } from './run.ts';

/** One method's record. Times and devices are medians over the runs in which it named every guilty update. */
export interface MethodScore {
  /** Runs in which it stopped an innocent update, per 1,000 runs. */
  readonly wrongPer1000: number;
  /** Percentage of the runs in which it named every guilty update; null where none is guilty. */
  readonly foundPercent: number | null;
  /** From the first device exposed to a guilty update until the first was named. */
  readonly minutes: number | null;
  /** Devices exposed to it by then, and devices struck by then. */
  readonly exposed: number | null;
  readonly hit: number | null;
}

export interface Score extends MethodScore {
  readonly scenario: string;
  readonly level: 'trials' | 'whole';
  readonly runs: number;
  readonly devices: number;
  /** How the culprit was put, and how often. */
  readonly culprit: Readonly<Record<string, number>>;
  /** Runs with a fleet alarm; null where heartbeats are not lived through. */
  readonly fleetAlarms: number | null;
  /** Trials opened from reports that equal the simulator's own, and those that differ; null where there is one list. */
  readonly trials: { readonly same: number; readonly different: number } | null;
  readonly others: Readonly<Record<Comparator, MethodScore>>;
}

export interface ScoreOptions {
  readonly level: Score['level'];
  readonly devices: number;
  readonly runs: number;
  readonly seed: number;
}

/** When a method named each update of the scenario: the fleet minute at whose end it did, or null. */
type Named = readonly (number | null)[];

/** Runs the scenario with `runs` seeds from `seed` on; `run` makes one. */
export function score(
  scenario: Scenario,
  options: ScoreOptions,
  run: (scenario: Scenario, options: { devices: number; seed: number }) => Run,
): Score {
  const verdicts: Record<string, number> = {};
  const alarms: boolean[] = [];
  const comparisons: TrialComparison[] = [];
  const own = new Tally(scenario);
  const others = COMPARATOR_NAMES.map((name) => [name, new Tally(scenario)] as const);
  for (let nth = 0; nth < options.runs; nth++) {
    const done = run(scenario, { devices: options.devices, seed: options.seed + nth });
    const verdict = [done.culprit.verdict, ...done.culprit.who].join(' ');
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    if (done.alarmAt !== undefined) alarms.push(done.alarmAt !== null);
    if (done.trials) comparisons.push(done.trials);
    own.add(done, done.recommendedAt);
    const alarmed = done.updateNumbers.map((update) => firstAlarms(done.blocks, update));
    const named = (name: Comparator) => alarmed.map((alarms) => fleetMinute(alarms.get(name), done));
    for (const [name, tally] of others) tally.add(done, named(name));
  }
  return {
    scenario: scenario.name,
    level: options.level,
    runs: options.runs,
    devices: options.devices,
    ...own.score(),
    culprit: verdicts,
    fleetAlarms: alarms.length === 0 ? null : alarms.filter(Boolean).length,
    trials: comparisons.length === 0 ? null : summed(comparisons),
    others: Object.fromEntries(others.map(([name, tally]) => [name, tally.score()])) as Score['others'],
  };
}

const summed = (comparisons: readonly TrialComparison[]) => ({
  same: comparisons.reduce((sum, { same }) => sum + same, 0),
  different: comparisons.reduce((sum, { onlySimulated, onlyOpened }) => sum + onlySimulated.size + onlyOpened.size, 0),
});

/** The fleet minute at whose end the block of a due minute is known. */
const fleetMinute = (due: number | undefined, { firstMinute }: Run): number | null =>
  due === undefined ? null : closesAt(due * 60) / 60 - firstMinute - 1;

interface Found {
  readonly minutes: number;
  readonly exposed: number;
  readonly hit: number;
}

/** One method over several runs. */
class Tally {
  readonly #scenario: Scenario;
  #runs = 0;
  #wrong = 0;
  readonly #found: Found[] = [];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  add({ reach }: Run, named: Named): void {
    const { updates, truth } = this.#scenario;
    const indexOf = (id: string) => updates.findIndex((update) => update.id === id);
    this.#runs++;
    if (truth.innocent.some((id) => named[indexOf(id)] !== null)) this.#wrong++;
    const guilty = truth.guilty.map(indexOf);
    const minutes = guilty.map((index) => named[index]);
    const first = Math.min(...minutes.map((minute) => minute ?? Number.POSITIVE_INFINITY));
    if (guilty.length === 0 || minutes.includes(null) || first >= reach.length) return;
    const index = guilty[minutes.indexOf(first)];
    const firstInstall = reach.findIndex(({ exposed }) => exposed[index] > 0);
    this.#found.push({ minutes: first - firstInstall, exposed: reach[first].exposed[index], hit: reach[first].hit });
  }

  score(): MethodScore {
    const middle = (pick: (one: Found) => number) => (this.#found.length === 0 ? null : median(this.#found.map(pick)));
    return {
      wrongPer1000: Math.round((this.#wrong / this.#runs) * 10_000) / 10,
      foundPercent:
        this.#scenario.truth.guilty.length === 0 ? null : Math.round((this.#found.length / this.#runs) * 1_000) / 10,
      minutes: middle(({ minutes }) => minutes),
      exposed: middle(({ exposed }) => exposed),
      hit: middle(({ hit }) => hit),
    };
  }
}
