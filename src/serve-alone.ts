/** The server process that `npm start` supervises; by itself, a server whose end somebody else has to notice. */

import { flushCompileCache } from 'node:module';
import { hostBlocked } from '#host/address.ts';
import { builtApp } from '#host/build-app.ts';
import { listen } from '#host/listen.ts';
import { DEFAULT_HOST, DEFAULT_PORT, fail, readArgs, sentenceOf, settingsFrom, wholeNumber } from '#host/options.ts';
import { WILL_NOT_MEND } from '#host/supervise.ts';
import { beat, endWithSupervisor, restartsFrom, signReady } from '#host/supervised.ts';
import { untilStopped } from '#host/until-stopped.ts';
import { StoreRefused } from '#server/store.ts';

const options = readArgs('node src/serve-alone.ts', 'The server by itself.', {
  port: { type: 'string', default: String(DEFAULT_PORT), help: 'where the board and the API are' },
  host: { type: 'string', default: DEFAULT_HOST, help: 'address to listen on, of this machine only' },
  data: { type: 'string', default: 'data', help: 'folder of the database' },
  app: { type: 'string', help: 'folder of the built app; left out, it is built' },
});
const blocked = hostBlocked(options.host);
if (blocked !== undefined) fail(blocked);
const port = wholeNumber('--port', options.port, 1, 65_535);
endWithSupervisor();
try {
  const restarts = restartsFrom(process.env);
  const listening = await listen({
    port,
    host: options.host,
    folder: options.data,
    clickhouseUrl: process.env.CLICKHOUSE_URL,
    settings: settingsFrom(process.env),
    app: options.app ?? (await builtApp()),
    wallNow: Date.now,
    onEngine: (answers) => void beat(answers),
    ...(restarts === undefined ? {} : { restarts }),
  });
  signReady();
  // By itself it is written at the end, and a server may be killed: the next start has use for it.
  flushCompileCache();
  if (restarts === undefined) console.log(`Bootwatch: ${listening.url}`);
  await untilStopped();
  await listening.stop();
  process.exit(0);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is taken. Choose another: npm start -- --port ${port + 1}` : sentenceOf(error));
  process.exit(taken || error instanceof StoreRefused ? WILL_NOT_MEND : 1);
}
