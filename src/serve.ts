/** `npm start`: the server alone. */
import { builtApp } from '#host/build-app.ts';
import { hostBlocked, listen } from '#host/listen.ts';
import { DEFAULT_HOST, DEFAULT_PORT, fail, readArgs, sentenceOf, settingsFrom, wholeNumber } from '#host/options.ts';
import { untilStopped } from '#host/until-stopped.ts';

const USAGE = `npm start -- [--port ${DEFAULT_PORT}] [--host ${DEFAULT_HOST}] [--data data]`;

const options = readArgs(USAGE, {
  port: { type: 'string', default: String(DEFAULT_PORT) },
  host: { type: 'string', default: DEFAULT_HOST },
  data: { type: 'string', default: 'data' },
});
const blocked = hostBlocked(options.host);
if (blocked !== undefined) fail(blocked);
const port = wholeNumber('--port', options.port, 1, 65_535);
try {
  const listening = await listen({
    port,
    host: options.host,
    folder: options.data,
    clickhouseUrl: process.env.CLICKHOUSE_URL,
    settings: settingsFrom(process.env),
    app: await builtApp(),
  });
  console.log(`Bootwatch: ${listening.url}`);
  await untilStopped();
  await listening.stop();
  process.exit(0);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  fail(taken ? `Port ${port} is taken. Choose another: npm start -- --port ${port + 1}` : sentenceOf(error));
}
