/** `npm run faults`: the server under hard faults, much longer than in the tests; a JSON line for each. */
import { freePort } from '#host/address.ts';
import { builtApp } from '#host/build-app.ts';
import { DEFAULT_HOST, fail, readArgs, wholeNumber } from '#host/options.ts';
import { damagedPart } from '#lab/faults/damaged-part.ts';
import { fullDisk } from '#lab/faults/full-disk.ts';
import { fuzzServer } from '#lab/faults/fuzz-server.ts';
import { idleConnections } from '#lab/faults/idle-connections.ts';
import { killRounds } from '#lab/faults/kill-rounds.ts';
import { orderlyStop } from '#lab/faults/orderly-stop.ts';
import { BLOWS, replacedServer } from '#lab/faults/replaced-server.ts';
import { secondProcess } from '#lab/faults/second-process.ts';

const FIRST_PORT = 4500;
const options = readArgs('npm run faults', 'The server under hard faults; a JSON line for each.', {
  kills: { type: 'string', default: '100', help: 'times it is killed under load' },
  bodies: { type: 'string', default: '200000', help: 'mutated requests, over all routes' },
  connections: { type: 'string', default: '10000', help: 'idle ones at once' },
  seed: { type: 'string', default: '1', help: 'the same seed, the same faults' },
});
const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31);
const bodies = wholeNumber('--bodies', options.bodies, 0, 100_000_000);
const rounds = wholeNumber('--kills', options.kills, 0, 10_000);
const connections = wholeNumber('--connections', options.connections, 0, 20_000);
const app = await builtApp();
const port = await freePort(FIRST_PORT, DEFAULT_HOST);
const common = { port, app, seed, wallNow: Date.now };

let wrong = 0;
async function under(fault: string, tried: Promise<{ readonly faults: readonly string[] }>): Promise<void> {
  const result = await tried;
  console.log(JSON.stringify({ fault, ...result }));
  wrong += result.faults.length;
}

await under('bodies that are almost right', fuzzServer({ bodies, ...common }));
await under('kill -9', killRounds({ rounds, ...common }));
await under('connections that say nothing', idleConnections({ connections, ...common }));
for (const blow of BLOWS) await under(blow, replacedServer({ blows: [blow, blow, blow], ...common }));
await under('SIGTERM with requests in flight', orderlyStop(common));
await under('a damaged file', damagedPart(common));
await under('a full disk', fullDisk(common));
const secondPort = await freePort(port + 1, DEFAULT_HOST);
await under('a second process on the folder', secondProcess({ secondPort, ...common }));

if (wrong > 0) fail(`${wrong} things do not hold, see above.`);
