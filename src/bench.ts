/** `npm run bench`: measures, and prints one JSON object a line. */
import { parseArgs } from 'node:util';
import { freePort } from '#host/address.ts';
import { builtApp } from '#host/build-app.ts';
import { CHROMIUM_ARGS, requireChromium } from '#host/find-chromium.ts';
import { httpSend } from '#host/http-send.ts';
import { DEFAULT_HOST, fail, wholeNumber } from '#host/options.ts';
import { benchLighthouse } from '#lab/browser/lighthouse-bench.ts';
import { benchLive } from '#lab/browser/live-bench.ts';
import { benchSoak } from '#lab/browser/soak-bench.ts';
import { bundleSize } from '#lab/bundle-size.ts';
import { benchDetection } from '#lab/detection-bench.ts';
import { benchFleetState } from '#lab/fleet-state-bench.ts';
import { benchHttp } from '#lab/http-bench.ts';
import { benchInventory } from '#lab/inventory-bench.ts';

const BENCHES = ['bundle', 'http', 'inventory', 'fleet-state', 'detection', 'browser', 'lighthouse'] as const;
const FIRST_PORT = 4400;
const REQUEST_TIMEOUT_MS = 60_000;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    devices: { type: 'string', default: '8500000' },
    known: { type: 'string', default: '1000000' },
    seconds: { type: 'string' },
    rate: { type: 'string', default: '47000' },
    soak: { type: 'boolean', default: false },
  },
});
const wanted =
  positionals.length > 0 ? BENCHES.filter((name) => positionals.includes(name)) : values.soak ? [] : BENCHES;
if (wanted.length === 0 && !values.soak) fail(`Choose from: ${BENCHES.join(', ')}, or --soak. Without a name all run.`);
const say = (line: object) => console.log(JSON.stringify(line));
const seconds = (usual: string) => wholeNumber('--seconds', values.seconds ?? usual, 1, 100_000);
const outside = async () => ({
  port: await freePort(FIRST_PORT, DEFAULT_HOST),
  sendTo: (url: string) => httpSend(url, REQUEST_TIMEOUT_MS),
  chromium: { executablePath: requireChromium(), args: CHROMIUM_ARGS },
});

if (wanted.includes('bundle')) say(bundleSize(await builtApp()));
const known = wholeNumber('--known', values.known, 1, 10_000_000);
if (wanted.includes('http')) {
  const perSec = values.rate === 'max' ? Number.POSITIVE_INFINITY : wholeNumber('--rate', values.rate, 1, 10_000_000);
  const app = await builtApp();
  for (const line of await benchHttp({ devices: known, seconds: seconds('60'), perSec, app, wallNow: Date.now }))
    say(line);
}
if (wanted.includes('inventory')) for await (const line of benchInventory(known)) say(line);
if (wanted.includes('fleet-state')) say(benchFleetState(wholeNumber('--devices', values.devices, 1, 10_000_000)));
if (wanted.includes('detection')) say(benchDetection());
if (wanted.includes('browser')) for (const line of await benchLive(await outside())) say(line);
if (wanted.includes('lighthouse')) for (const line of await benchLighthouse(await outside())) say(line);
if (values.soak) say(await benchSoak(await outside(), seconds('1800')));
