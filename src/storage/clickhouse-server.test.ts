import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { storeContract } from '#server/testing/store-contract.ts';
import { openClickHouseStore } from './clickhouse-store.ts';
import { type Engine, openServer } from './engine.ts';
import { serveClickHouse } from './testing/clickhouse-over-http.ts';

let folder: string;
let server: Awaited<ReturnType<typeof serveClickHouse>>;
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bootwatch-server-'));
  server = await serveClickHouse(folder);
  engine = openServer(server.url);
});
afterAll(async () => {
  await engine.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

storeContract('ClickHouse server', {
  fresh: async () => {
    await engine.command('DROP DATABASE IF EXISTS bootwatch SYNC');
    return openClickHouseStore(engine);
  },
});
