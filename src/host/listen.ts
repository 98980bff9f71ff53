/** The product on a port: API and app, its regular beats, and a clean stop. */
import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { ROUTES } from '#contract/routes.ts';
import { createApi, type Running } from '#server/api.ts';
import { SECURITY_HEADERS } from '#server/http/guard.ts';
import { keepHouse } from '#server/keep-house.ts';
import { closeBootwatch, openBootwatch } from '#server/open.ts';
import { OTLP_LOG_PATHS } from '#server/otlp/accept-logs.ts';
import type { Settings } from '#server/settings.ts';
import { openClickHouseStore } from '#storage/clickhouse-store.ts';
import { type Engine, openEmbedded, openServer } from '#storage/engine.ts';
import { urlOf } from './address.ts';
import { compressing } from './compress.ts';
import { staticFiles } from './static-files.ts';
import type { Restarts } from './supervise.ts';
import { watchLoop } from './watch-loop.ts';

const TICK_MS = 1_000;
/** Keeping house rests this long at least, or as long as it took: saving a large fleet takes long. */
const HOUSEKEEPING_REST_MS = 10_000;
/** Slow clients are let go: the head of a request must arrive within this. */
const HEAD_TIMEOUT_MS = 30_000;
const CLOSE_PATIENCE_MS = 2_000;

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** Where data is kept; with a `clickhouseUrl` nothing is written there. */
  readonly folder: string;
  readonly clickhouseUrl: string | undefined;
  readonly settings: Settings;
  /** The built app. */
  readonly app: string;
  /** The machine's clock, epoch milliseconds. */
  readonly wallNow: () => number;
  /** Told once the engine is open; whoever watches this process may ask from then on whether it answers still. */
  readonly onEngine?: (answers: Engine['answers']) => void;
  /** How often a supervisor replaced this server; absent when there is none. */
  readonly restarts?: Restarts;
}

export interface Listening {
  readonly url: string;
  stop(): Promise<void>;
}

const sayTrouble = (what: string, error: unknown) =>
  console.error(`${new Date().toISOString()} ${what}:`, error instanceof Error ? error.message : error);

/** Listens, then opens the data; until that is done everything but /healthz answers 503. */
export async function listen(options: ListenOptions): Promise<Listening> {
  let running: Running | undefined;
  const api = createApi({ running: () => running, newId: randomUUID, onTrouble: sayTrouble });
  const files = staticFiles(options.app);
  const apiPaths: readonly string[] = [...ROUTES.map(({ path }) => path), ...OTLP_LOG_PATHS];
  const isApi = (path: string) => path.startsWith('/api/') || apiPaths.includes(path);
  const fetch = compressing(async (request) => {
    if (isApi(new URL(request.url).pathname) || !['GET', 'HEAD'].includes(request.method)) return api.fetch(request);
    const response = files(request);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
    return response;
  });
  const server = serve({
    fetch,
    port: options.port,
    hostname: options.host,
    // How long a body may take depends on the route: the API ends the slow ones.
    serverOptions: { headersTimeout: HEAD_TIMEOUT_MS, requestTimeout: 0 },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const engine = options.clickhouseUrl ? openServer(options.clickhouseUrl) : openEmbedded(options.folder);
  options.onEngine?.(engine.answers);
  const store = await openClickHouseStore(engine);
  const open = await openBootwatch({
    store,
    wallNow: options.wallNow,
    settings: options.settings,
    ...(options.restarts === undefined ? {} : { restarts: options.restarts }),
    loopDelayMs: watchLoop(),
    onTrouble: sayTrouble,
  });
  running = open;
  const beats = startBeats(open);
  return {
    url: urlOf(options.host, options.port),
    async stop() {
      beats();
      const closed = new Promise((resolve) => server.close(resolve));
      setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), CLOSE_PATIENCE_MS).unref();
      await closed;
      running = undefined;
      await closeBootwatch(open);
    },
  };
}

/** Starts what happens regularly; the result stops it. */
function startBeats({ product, ingest }: Running): () => void {
  const tick = setInterval(() => ingest.beat(), TICK_MS);
  let restUntil = performance.now() + HOUSEKEEPING_REST_MS;
  const housekeeping = setInterval(async () => {
    if (performance.now() < restUntil) return;
    restUntil = Number.POSITIVE_INFINITY;
    const began = performance.now();
    await keepHouse(product);
    const ended = performance.now();
    restUntil = ended + Math.max(HOUSEKEEPING_REST_MS, ended - began);
  }, TICK_MS);
  return () => {
    clearInterval(tick);
    clearInterval(housekeeping);
  };
}
