/** `npm run faults`: the server under hard faults, much longer than in the tests; a JSON line for each. */
import { freePort } from '#host/listen.ts';
import { DEFAULT_HOST, fail, readArgs, wholeNumber } from '#host/options.ts';
import { fuzzServer } from '#lab/faults/fuzz-server.ts';
import { idleConnections } from '#lab/faults/idle-connections.ts';
import { killRounds } from '#lab/faults/kill-rounds.ts';

const FIRST_PORT = 4500;
const options = readArgs('npm run faults -- [--kills 100] [--bodies 200000] [--connections 10000] [--seed 1]', {
  kills: { type: 'string', default: '100' },
  bodies: { type: 'string', default: '200000' },
  connections: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
});
const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31);
const bodies = wholeNumber('--bodies', options.bodies, 0, 100_000_000);
const rounds = wholeNumber('--kills', options.kills, 0, 10_000);
const connections = wholeNumber('--connections', options.connections, 0, 20_000);
const common = { port: await freePort(FIRST_PORT, DEFAULT_HOST), seed, wallNow: Date.now };

const fuzzed = await fuzzServer({ bodies, ...common });
console.log(JSON.stringify({ fault: 'bodies that are almost right', ...fuzzed }));

const killed = await killRounds({ rounds, ...common });
console.log(JSON.stringify({ fault: 'kill -9', ...killed }));

const idled = await idleConnections({ connections, ...common });
console.log(JSON.stringify({ fault: 'connections that say nothing', ...idled }));

const wrong = fuzzed.faults.length + killed.faults.length + idled.faults.length;
if (wrong > 0) fail(`${wrong} things do not hold, see above.`);
