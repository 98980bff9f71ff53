/** `npm start`: a supervisor, and the server as its child. */

import { hostBlocked, urlOf } from '#host/address.ts';
import { builtApp } from '#host/build-app.ts';
import { DEFAULT_HOST, DEFAULT_PORT, fail, readArgs, sentenceOf, wholeNumber } from '#host/options.ts';
import { startChild } from '#host/start-child.ts';
import { Supervisor } from '#host/supervise.ts';

const options = readArgs('npm start', 'The server under a supervisor.', {
  port: { type: 'string', default: String(DEFAULT_PORT), help: 'where the board and the API are' },
  host: { type: 'string', default: DEFAULT_HOST, help: 'address to listen on, of this machine only' },
  data: { type: 'string', default: 'data', help: 'folder of the database' },
  app: { type: 'string', help: 'folder of the built app; left out, it is built' },
});
const { port, host, data } = options;
const blocked = hostBlocked(host);
if (blocked !== undefined) fail(blocked);
const number = wholeNumber('--port', port, 1, 65_535);
// Once for all starts: a server that died has to be back at once.
const app = options.app ?? (await builtApp().catch((error: unknown) => fail(sentenceOf(error))));
const program = new URL('serve-alone.ts', import.meta.url);
const supervisor = new Supervisor({
  start: (restarts) => startChild(program, ['--port', port, '--host', host, '--data', data, '--app', app], restarts),
  random: Math.random,
  now: () => performance.now(),
  say: (sentence) => console.error(`${new Date().toISOString()} ${sentence}`),
  onReady: () => console.log(`Bootwatch: ${urlOf(host, number)}`),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => supervisor.stop());
process.exit(await supervisor.over);
