/** How detection does on a scenario over several runs: wrong recommendations, and what it finds when. */
import type { Scenario } from '#contract/scenario.ts';
import { median } from '../measure.ts';
import { COMPARATOR_NAMES, type Comparator, firstAlarms } from './comparators.ts';
import { runWhole, type WholeRun } from './whole-run.ts';

export interface Score {
  readonly scenario: string;
  readonly runs: number;
  /** Runs in which a pause of an innocent update was recommended, and in which every guilty one was named. */
  readonly wrong: number;
  readonly found: number;
  /** Medians over the runs that found it: minutes after the first install, devices that had it, devices hit. */
  readonly minutes: number | null;
  readonly exposed: number | null;
  readonly hit: number | null;
  /** How the culprit was put, and how often. */
  readonly culprit: Readonly<Record<string, number>>;
  /** Runs with a fleet alarm. */
  readonly fleetAlarms: number;
  /** Of other methods on the same trials: runs that stopped an innocent update, or the guilty one. */
  readonly others: Readonly<Record<Comparator, { wrong: number; found: number }>>;
}

/** Runs the scenario with `runs` seeds from `seed` on. */
export function score(scenario: Scenario, options: { devices: number; runs: number; seed: number }): Score {
  const runs = Array.from({ length: options.runs }, (_, nth) =>
    runWhole(scenario, { devices: options.devices, seed: options.seed + nth }),
  );
  const { guilty, innocent } = scenario.truth;
  const firsts = runs.flatMap(
    ({ recommendations }) => recommendations.find(({ update }) => guilty.includes(update)) ?? [],
  );
  const middle = (pick: (first: (typeof firsts)[number]) => number) =>
    firsts.length === 0 ? null : median(firsts.map(pick));
  const verdicts = runs.map(({ culprit }) => [culprit.verdict, ...culprit.who].join(' '));
  return {
    scenario: scenario.name,
    runs: runs.length,
    wrong: runs.filter(({ recommendations }) => recommendations.some(({ update }) => innocent.includes(update))).length,
    found: runs.filter(
      ({ recommendations }) =>
        guilty.length > 0 && guilty.every((id) => recommendations.some(({ update }) => update === id)),
    ).length,
    minutes: middle(({ afterMinutes }) => afterMinutes),
    exposed: middle(({ exposed }) => exposed),
    hit: middle(({ hit }) => hit),
    culprit: countOf(verdicts),
    fleetAlarms: runs.filter(({ alarmAt }) => alarmAt !== null).length,
    others: Object.fromEntries(
      COMPARATOR_NAMES.map((name) => [
        name,
        {
          wrong: runs.filter((run) => fires(run, name, innocent)).length,
          found: runs.filter((run) => fires(run, name, guilty)).length,
        },
      ]),
    ) as Score['others'],
  };
}

function fires({ fleet, blocks }: WholeRun, name: Comparator, updates: readonly string[]): boolean {
  return updates.some((id) => {
    const update = fleet.updates.find(id);
    return update !== undefined && firstAlarms(blocks, update.number).has(name);
  });
}

function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
