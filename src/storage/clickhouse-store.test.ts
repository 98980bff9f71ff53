import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { storeContract } from '#server/testing/store-contract.ts';
import { openClickHouseStore } from './clickhouse-store.ts';
import { type Engine, openEmbedded } from './engine.ts';

// One engine a process: each case gets a database emptied of what the case before left.
let folder: string;
let engine: Engine;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwatch-store-'));
  engine = openEmbedded(folder);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

storeContract('ClickHouse', {
  fresh: async () => {
    await engine.command('DROP DATABASE IF EXISTS bootwatch SYNC');
    return openClickHouseStore(engine);
  },
});
