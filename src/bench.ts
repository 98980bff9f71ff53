/** `npm run bench`: measures, and prints one JSON object a line. */
import { parseArgs } from 'node:util';
import { builtApp } from '#host/build-app.ts';
import { fail, wholeNumber } from '#host/options.ts';
import { bundleSize } from '#lab/bundle-size.ts';
import { benchDetection } from '#lab/detection-bench.ts';
import { benchFleetState } from '#lab/fleet-state-bench.ts';
import { benchHttp } from '#lab/http-bench.ts';

const BENCHES = ['bundle', 'http', 'fleet-state', 'detection'] as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    devices: { type: 'string', default: '8500000' },
    known: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '30' },
  },
});
const wanted = positionals.length === 0 ? BENCHES : BENCHES.filter((name) => positionals.includes(name));
if (wanted.length === 0) fail(`Choose from: ${BENCHES.join(', ')}. Without a name all run.`);
const say = (line: object) => console.log(JSON.stringify(line));

if (wanted.includes('bundle')) say(bundleSize(await builtApp()));
if (wanted.includes('http')) {
  const known = wholeNumber('--known', values.known, 1, 10_000_000);
  for (const line of await benchHttp(known, wholeNumber('--seconds', values.seconds, 1, 3600), Date.now)) say(line);
}
if (wanted.includes('fleet-state')) say(benchFleetState(wholeNumber('--devices', values.devices, 1, 10_000_000)));
if (wanted.includes('detection')) say(benchDetection());
