/** `npm run demo`: the server with the embedded engine on a fresh folder, and a drill driving it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '#host/address.ts';
import { builtApp } from '#host/build-app.ts';
import { listen } from '#host/listen.ts';
import { openBrowser } from '#host/open-browser.ts';
import { DEFAULT_HOST, DEFAULT_PORT, fail, readArgs, sentenceOf, settingsFrom, wholeNumber } from '#host/options.ts';
import { untilStopped } from '#host/until-stopped.ts';
import { scenarioNamed } from '#simulator/scenarios.ts';

const options = readArgs('npm run demo', 'A simulated outage on a fresh server, in fast motion.', {
  port: { type: 'string', default: String(DEFAULT_PORT), help: 'where the board is; the next free one if it is taken' },
  devices: { type: 'string', default: '20000', help: 'size of the fleet' },
  speed: { type: 'string', default: '60', help: 'fleet seconds a second' },
  scenario: { type: 'string', default: 'july-19-staged', help: 'what happens; npm run drill -- --help lists them' },
  seed: { type: 'string', default: '1', help: 'the same seed, the same fleet' },
  'no-open': { type: 'boolean', default: false, help: 'do not open the browser' },
});
const wanted = wholeNumber('--port', options.port, 1, 65_535);
wholeNumber('--devices', options.devices, 1, 10_000_000);
wholeNumber('--speed', options.speed, 1, 100_000);
try {
  scenarioNamed(options.scenario);
} catch (error) {
  fail(sentenceOf(error));
}
const port = await freePort(wanted, DEFAULT_HOST);
if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
const folder = mkdtempSync(join(tmpdir(), 'bootwatch-demo-'));
console.log('Building the app and opening a fresh data folder ...');
const listening = await listen({
  port,
  host: DEFAULT_HOST,
  folder,
  clickhouseUrl: undefined,
  settings: settingsFrom(process.env),
  app: await builtApp(),
  wallNow: Date.now,
});
const { devices, speed, scenario, seed } = options;
const drill = spawn(
  process.execPath,
  [
    fileURLToPath(new URL('drill.ts', import.meta.url)),
    '--url',
    listening.url,
    '--devices',
    devices,
    '--speed',
    speed,
    '--scenario',
    scenario,
    '--seed',
    seed,
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
let stopping = false;
drill.once('exit', (code) => {
  if (stopping) return;
  console.log(
    code === 0
      ? 'The drill is over. The board stays up until Ctrl-C.'
      : 'The drill ended with an error, see above. Ctrl-C stops the board.',
  );
});
console.log(
  `\n  Open ${listening.url}\n\n  Drill "${scenario}" with ${devices} devices at ${speed} times real speed. Ctrl-C stops everything.\n`,
);
if (!options['no-open']) openBrowser(listening.url);
await untilStopped();
stopping = true;
drill.kill('SIGTERM');
await listening.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
