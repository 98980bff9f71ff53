/** The shipped scenarios by name, and scenarios from files. */
import * as z from 'zod/mini';
import { mistakesIn, speakPlainly } from '#contract/mistakes.ts';
import { Scenario } from '#contract/scenario.ts';
import { guiltyCases } from './scenarios/guilty-cases.ts';
import { harmlessCases } from './scenarios/harmless-cases.ts';
import { healthy } from './scenarios/healthy.ts';
import { july19 } from './scenarios/july-19.ts';
import { july19Staged } from './scenarios/july-19-staged.ts';

export const SCENARIOS: ReadonlyMap<string, Scenario> = new Map<string, Scenario>(
  [july19, july19Staged, healthy, ...harmlessCases, ...guiltyCases].map((scenario) => [scenario.name, scenario]),
);

/**
 * The scenario of this name.
 * @throws RangeError that lists the names there are
 */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.get(name);
  if (scenario) return scenario;
  throw new RangeError(`There is no scenario "${name}"; there are ${[...SCENARIOS.keys()].join(', ')}.`);
}

/**
 * A scenario from JSON text.
 * @throws RangeError with one sentence that names what is wrong with it
 */
export function readScenario(text: string): Scenario {
  speakPlainly();
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`The scenario is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const parsed = z.safeParse(Scenario, data);
  if (!parsed.success) throw new RangeError(`The scenario is not valid: ${mistakesIn(parsed.error)}.`);
  const wrong = contradictionIn(parsed.data);
  if (wrong) throw new RangeError(`The scenario contradicts itself: ${wrong}.`);
  return parsed.data;
}

/** What a scenario names but does not have, as a sentence; undefined when all is well. */
function contradictionIn({ fleet, updates, faults, truth, startAt }: Scenario): string | undefined {
  const rings = new Set(fleet.rings.map(({ ring }) => ring));
  const ids = new Set(updates.map(({ id }) => id));
  const badWave = updates.flatMap(({ waves }) => waves).find(({ ring }) => !rings.has(ring));
  if (badWave) return `a wave goes to ring "${badWave.ring}", which the fleet does not have`;
  const badOverride = fleet.ringOverrides?.find(({ ring }) => !rings.has(ring));
  if (badOverride) return `an override names ring "${badOverride.ring}", which the fleet does not have`;
  if (ids.size < updates.length) return 'an update is listed twice';
  const causes = faults.flatMap(({ cause }) => (cause.by === 'updates' ? cause.updates : []));
  const badId = [...causes, ...truth.guilty, ...truth.innocent].find((id) => !ids.has(id));
  if (badId) return `update "${badId}" is named, but it is not among the updates`;
  const classes = new Set<string>(fleet.classes.map((entry) => entry.class));
  const badBuild = fleet.builds.find((build) => build.classes?.every((name) => !classes.has(name)));
  if (badBuild) return `no class of build "${badBuild.build}" is among the classes`;
  return Number.isNaN(Date.parse(startAt)) ? `"${startAt}" is not a time` : undefined;
}
