/** `npm run drill`: drives a running server with a simulated fleet. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '#contract/scenario.ts';
import { httpSend, tellingSilence } from '#host/http-send.ts';
import { DEFAULT_HOST, DEFAULT_PORT, fail, readArgs, sentenceOf, wholeNumber } from '#host/options.ts';
import type { DrillProgress } from '#simulator/drill-run.ts';
import { startDrill } from '#simulator/drill-run.ts';
import type { DrillSummary } from '#simulator/drill-summary.ts';
import { readScenario, SCENARIOS, scenarioNamed } from '#simulator/scenarios.ts';

const PURPOSE = `Drives a server that has a fresh data folder with a simulated fleet. Scenarios:
  ${[...SCENARIOS.keys()].join('\n  ')}`;
const REQUEST_TIMEOUT_MS = 30_000;
const PROGRESS_EVERY_MS = 10_000;

function readOptions() {
  const values = readArgs('npm run drill', PURPOSE, {
    url: { type: 'string', default: `http://${DEFAULT_HOST}:${DEFAULT_PORT}`, help: 'the server' },
    scenario: { type: 'string', default: 'july-19-staged', help: 'what happens' },
    'scenario-file': { type: 'string', help: 'a scenario of your own, as JSON' },
    devices: { type: 'string', help: 'size of the fleet; left out, what the scenario says' },
    speed: { type: 'string', default: '60', help: 'fleet seconds a second' },
    seed: { type: 'string', default: '1', help: 'the same seed, the same fleet' },
  });
  const file = values['scenario-file'];
  return {
    url: readUrl(values.url),
    scenario: file ? readScenarioFile(file) : scenarioNamed(values.scenario),
    devices: values.devices === undefined ? undefined : wholeNumber('--devices', values.devices, 1, 10_000_000),
    speed: wholeNumber('--speed', values.speed, 1, 100_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1),
  };
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  return fail(`--url: "${text}" is not an address like http://${DEFAULT_HOST}:${DEFAULT_PORT}.`);
}

function readScenarioFile(file: string): Scenario {
  if (!existsSync(file)) return fail(`--scenario-file: there is no file "${file}".`);
  return readScenario(readFileSync(file, 'utf8'));
}

let saidAt = Number.NEGATIVE_INFINITY;
function sayProgress({ phase, clock, fleetMinutes, minutes, sent, rejected }: DrillProgress): void {
  const time = new Date(clock).toISOString().slice(0, 19).replace('T', ' ');
  const line = phase === 'loading' ? 'loading the fleet' : `${time} UTC, minute ${fleetMinutes} of ${minutes}`;
  const text = `drill: ${line}, ${sent.toLocaleString('en')} reports sent${rejected ? `, ${rejected} rejected` : ''}`;
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\u001b[2K${text}`);
  } else if (performance.now() - saidAt >= PROGRESS_EVERY_MS) {
    saidAt = performance.now();
    console.error(text);
  }
}

function saySummary(summary: DrillSummary): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { reasons, ...numbers } = summary;
  for (const [name, value] of Object.entries(numbers)) {
    console.log(
      `${name}: ${typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 1 }) : value}`,
    );
  }
  for (const reason of reasons) console.log(`  rejected: ${reason}`);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
try {
  const { url, ...options } = readOptions();
  const summary = await startDrill({
    ...options,
    call: tellingSilence(httpSend(url, REQUEST_TIMEOUT_MS), () =>
      console.error(`drill: no server answers at ${url}; trying again`),
    ),
    now: () => performance.now(),
    wait: (ms) => sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined),
    signal: stop.signal,
    onProgress: sayProgress,
  });
  saySummary(summary);
} catch (error) {
  if (process.stderr.isTTY) process.stderr.write('\n');
  fail(sentenceOf(error));
}
