import { describe, expect, test, vi } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { recount } from './recount.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Store } from './store.ts';
import { makeApi, START } from './testing/make-api.ts';

const MINUTE_MS = 60_000;

/** Two hours of a fleet in which an update fails, saved half way, with a pause in which nobody listened. */
async function twoHours(store: Store) {
  let api = await makeApi(store, START);
  const everybody = Array.from({ length: 40 }, (_, n) => `d-${n}`);
  for (let minute = 0; minute < 120; minute++) {
    if (minute === 80) api = await makeApi(store, api.now() + 10 * MINUTE_MS);
    const alive = everybody.filter((_, n) => minute < 30 || n % 4 !== 0);
    await api.report(alive.map((device) => ({ device, kind: 'heartbeat', boot: 'b', labels: { ring: 'Canary' } })));
    if (minute === 20) {
      const half = everybody.filter((_, n) => n % 2 === 0);
      await api.report(half.map((device) => ({ device, kind: 'update.installed', update: 'a/x@1' })));
    }
    if (minute === 60) await api.running.product.saver.save();
    api.wait(MINUTE_MS);
  }
  await api.running.ingest.drained();
  return api;
}

const count = (store: Store, now: number) =>
  recount({ store, wallNow: () => now, settings: { ...DEFAULT_SETTINGS, groupGapMs: 0 }, onTrouble: () => {} });

describe('a recount from the raw records', () => {
  test('comes to what is kept, and writes nothing', async () => {
    const store = createMemoryStore();
    const api = await twoHours(store);
    const before = [await store.lastSeq(), await store.lastMinute(), (await store.readLog()).length];
    const result = await count(store, api.now());
    expect(result).toMatchObject({ firstSeq: 1, devices: 40, updates: 1, differences: [], differenceCount: 0 });
    expect(result.tallies).toBeGreaterThan(0);
    expect([await store.lastSeq(), await store.lastMinute(), (await store.readLog()).length]).toEqual(before);
  });

  test('comes to what is kept of the first reports too, after an inventory and of starts long before', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await api.send('PUT', '/api/devices', '{"device":"listed"}', { 'content-type': 'application/x-ndjson' });
    await api.report([
      { kind: 'boot.started', at: START - 20 * MINUTE_MS },
      { kind: 'boot.completed', at: START - 19 * MINUTE_MS },
      { kind: 'update.installed', at: START - 10 * MINUTE_MS, update: 'a/x@1' },
      { kind: 'heartbeat', everySec: 3_600 },
    ]);
    await api.running.product.saver.save();
    const { firstSeq, devices, differences } = await count(store, api.now());
    expect({ firstSeq, devices, differences }).toEqual({ firstSeq: 1, devices: 2, differences: [] });
  });

  test('comes to what is kept while a pause stands, and of an install that turned out to be earlier', async () => {
    const store = createMemoryStore();
    const api = await twoHours(store);
    await api.send('POST', '/api/updates/a~x~1/holds', { rings: 'all' }, { 'idempotency-key': 'k' });
    const installed = (at: number) =>
      api.report([{ device: 'd-1', kind: 'update.installed', update: 'a/x@1', at: api.now() - at }]);
    await installed(0);
    await installed(60_000);
    await api.running.product.close();
    // Each replay begins at a time of its own.
    let now = api.now();
    const soon = await recount({ store, wallNow: () => now++, settings: DEFAULT_SETTINGS, onTrouble: () => {} });
    expect([soon.updates, soon.differences]).toEqual([1, []]);
  });

  test('comes to what is kept where the last report came in a minute that no beat had begun yet', async () => {
    const store = createMemoryStore();
    const api = await twoHours(store);
    api.wait(59_500);
    vi.spyOn(api.running.ingest, 'beat').mockImplementation(() => {});
    api.wait(1_000);
    await api.report([{ device: 'd-1', kind: 'heartbeat', boot: 'b' }]);
    await api.running.product.close();
    expect((await count(store, api.now())).differences).toEqual([]);
  });

  test('names what differs: a state that was damaged, a tally that was', async () => {
    const store = createMemoryStore();
    const api = await twoHours(store);
    const damaged: Store = {
      ...store,
      async *checkpoints() {
        for await (const saved of store.checkpoints()) {
          // Somewhere in the start times of the first devices.
          const part = async (n: number) => (await saved.part(n))?.map((byte, i) => (i === 400 ? byte ^ 1 : byte));
          yield { ...saved, part };
        }
      },
      trials: async (from, to) =>
        (await store.trials(from, to)).map((row, i) => (i === 0 ? { ...row, n: row.n + 1 } : row)),
    };
    const { differences } = await count(damaged, api.now());
    expect(differences.some((difference) => /^device number \d+, /.test(difference))).toBe(true);
    // The value alone, not the whole that it lies in.
    for (const difference of differences) expect(difference).toMatch(/: kept [^{}[\]]+, counted [^{}[\]]+$/);
    expect(differences.some((difference) => difference.startsWith('trials '))).toBe(true);
  });

  test('says when the beginning is past retention', async () => {
    const store = createMemoryStore();
    const api = await twoHours(store);
    const later: Store = {
      ...store,
      async *replay(after) {
        yield* store.replay(Math.max(after, 100));
      },
    };
    expect(await count(later, api.now())).toMatchObject({ firstSeq: 101, tallies: 0, differenceCount: 0 });
  });
});
