/** `npm run score`: tries detection on scenarios, faster than real time and without a server; prints a JSON line each. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail, wholeNumber } from '#host/options.ts';
import { score } from '#lab/score/score.ts';
import { readScenario, SCENARIOS, scenarioNamed } from '#simulator/scenarios.ts';

const USAGE =
  'npm run score -- [--scenario NAME ...] [--scenario-file f.json] [--runs 1] [--seed 1] [--devices 6105]; without a name all are tried.';
try {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', multiple: true },
      'scenario-file': { type: 'string' },
      runs: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      devices: { type: 'string', default: '6105' },
    },
  });
  const options = {
    runs: wholeNumber('--runs', values.runs, 1, 10_000),
    seed: wholeNumber('--seed', values.seed, 1, 1_000_000_000),
    devices: wholeNumber('--devices', values.devices, 100, 10_000_000),
  };
  const named = values.scenario?.map(scenarioNamed);
  const file = values['scenario-file'];
  const scenarios = file ? [readScenario(readFileSync(file, 'utf8'))] : (named ?? [...SCENARIOS.values()]);
  for (const scenario of scenarios) console.log(JSON.stringify(score(scenario, options)));
} catch (error) {
  fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
}
