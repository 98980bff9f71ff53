/** `npm run faults`: the server under hard faults, much longer than in the tests; a JSON line for each. */
import { freePort } from '#host/listen.ts';
import { DEFAULT_HOST, fail, readArgs, wholeNumber } from '#host/options.ts';
import { killRounds } from '#lab/faults/kill-rounds.ts';

const FIRST_PORT = 4500;
const options = readArgs('npm run faults -- [--kills 100] [--seed 1]', {
  kills: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
});
const kills = wholeNumber('--kills', options.kills, 1, 10_000);
const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31);

const result = await killRounds(kills, await freePort(FIRST_PORT, DEFAULT_HOST), seed);
console.log(JSON.stringify({ fault: 'kill -9', ...result }));
if (result.faults.length > 0) fail('Something acknowledged was lost or counted twice, see above.');
