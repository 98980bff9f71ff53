/** `npm run score`: tries detection on scenarios, faster than real time and without a server; prints a JSON line each. */
import { readFileSync } from 'node:fs';
import type { Scenario } from '#contract/scenario.ts';
import { fail, readArgs, sentenceOf, wholeNumber } from '#host/options.ts';
import { score } from '#lab/score/score.ts';
import { needsWhole, runTrials } from '#lab/score/trial-run.ts';
import { runWhole } from '#lab/score/whole-run.ts';
import { guiltyByChance, harmlessByChance } from '#simulator/scenarios/by-chance.ts';
import { readScenario, SCENARIOS, scenarioNamed } from '#simulator/scenarios.ts';

const PURPOSE = `Tries detection on scenarios, faster than real time; a JSON line for each.
whole: reports through the fleet's state, 6105 devices. trials: the simulator's trials straight to detection, as many
devices as the scenario has.`;
const WHOLE_DEVICES = 6_105;

interface Wanted {
  names: string[] | undefined;
  file: string | undefined;
  drawn: readonly Scenario[] | undefined;
}

function scenariosOf({ names, file, drawn }: Wanted, level: string): readonly Scenario[] {
  const wanted = file ? [readScenario(readFileSync(file, 'utf8'))] : (drawn ?? names?.map(scenarioNamed));
  if (level === 'whole') return wanted ?? [...SCENARIOS.values()];
  for (const scenario of wanted ?? []) {
    const reason = needsWhole(scenario);
    if (reason) throw new RangeError(`"${scenario.name}" needs --level whole: ${reason}.`);
  }
  return wanted ?? [...SCENARIOS.values()].filter((scenario) => !needsWhole(scenario));
}

try {
  const values = readArgs('npm run score', PURPOSE, {
    level: { type: 'string', default: 'whole', help: 'whole or trials' },
    scenario: {
      type: 'string',
      multiple: true,
      help: 'by name, as often as wanted; left out, all that the level allows',
    },
    'by-chance': { type: 'string', help: 'so many scenarios that are drawn and harm nobody, instead of those shipped' },
    guilty: {
      type: 'boolean',
      default: false,
      help: 'with --by-chance: one update of each stops devices from booting',
    },
    'scenario-file': { type: 'string', help: 'a scenario of your own, as JSON' },
    runs: { type: 'string', default: '1', help: 'runs of each, with seeds that follow' },
    seed: { type: 'string', default: '1', help: 'seed of the first' },
    devices: { type: 'string', help: 'size of the fleet' },
  });
  const { level } = values;
  if (level !== 'whole' && level !== 'trials') throw new RangeError(`--level is whole or trials, not "${level}".`);
  const seed = wholeNumber('--seed', values.seed, 1, 1_000_000_000);
  const byChance = values['by-chance'];
  const draw = values.guilty ? guiltyByChance : harmlessByChance;
  const drawn =
    byChance === undefined
      ? undefined
      : Array.from({ length: wholeNumber('--by-chance', byChance, 1, 10_000) }, (_, nth) => draw(seed + nth));
  const wanted = { names: values.scenario, file: values['scenario-file'], drawn };
  if (Object.values(wanted).filter((one) => one !== undefined).length > 1)
    throw new RangeError('Choose one of --scenario, --scenario-file and --by-chance.');
  if (values.guilty && !drawn) throw new RangeError('--guilty says what --by-chance draws: give both.');
  for (const [nth, scenario] of scenariosOf(wanted, level).entries()) {
    const usual = level === 'whole' ? WHOLE_DEVICES : scenario.fleet.devices;
    const options = {
      level,
      runs: wholeNumber('--runs', values.runs, 1, 10_000),
      // What was drawn by another seed is run with another: their chances have nothing in common.
      seed: drawn ? seed + nth : seed,
      devices: wholeNumber('--devices', values.devices ?? String(usual), 100, 10_000_000),
    } as const;
    console.log(JSON.stringify(score(scenario, options, level === 'whole' ? runWhole : runTrials)));
  }
} catch (error) {
  fail(sentenceOf(error));
}
