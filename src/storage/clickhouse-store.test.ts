import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredRecord } from '#server/store.ts';
import { checkpointsOf } from '#server/testing/checkpoints-of.ts';
import { storeContract } from '#server/testing/store-contract.ts';
import { openClickHouseStore } from './clickhouse-store.ts';
import { type Engine, openEmbedded } from './engine.ts';
import { replayRecords } from './replay.ts';

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

const fresh = async () => {
  await engine.command('DROP DATABASE IF EXISTS bootwatch SYNC');
  return openClickHouseStore(engine);
};

storeContract('ClickHouse', { fresh });

it('keeps nothing of a checkpoint that fails half way, and the one before it', async () => {
  const store = await fresh();
  await store.putCheckpoint(1, [new Uint8Array([1])], () => 'one');
  const parts = function* () {
    yield new Uint8Array(1_000);
    throw new Error('no space left');
  };
  await expect(store.putCheckpoint(2, parts(), () => 'two')).rejects.toThrow('no space left');
  expect((await store.size()).find(({ table }) => table === 'checkpoint')?.rows).toBe(2);
  expect((await checkpointsOf(store)).map(({ seq }) => seq)).toEqual([1]);
});

it.each([
  [0, [1, 2, 3, 4, 9, 1_000_001]],
  [2, [3, 4, 9, 1_000_001]],
  [4, [9, 1_000_001]],
  [9, [1_000_001]],
  [1_000_001, []],
])('replays what comes after %i, over every end of a range and every gap', async (after, seqs) => {
  const store = await fresh();
  const records = [1, 2, 3, 4, 9, 1_000_001].map(
    (seq): StoredRecord => ({ kind: 'clock', seq, receivedAt: 1_721_361_600_000 + seq }),
  );
  await store.append(records, []);
  const replayed = [];
  for await (const slice of replayRecords(engine, after, 2)) replayed.push(...slice.map(({ seq }) => seq));
  expect(replayed).toEqual(seqs);
});

it('asks an empty store for no record', async () => {
  await fresh();
  const bytes = () => Promise.reject(new Error('asked'));
  for await (const slice of replayRecords({ ...engine, bytes }, 0)) expect(slice).toEqual([]);
});
