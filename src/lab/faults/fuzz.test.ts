import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '#server/memory-store.ts';
import { recount } from '#server/recount.ts';
import { DEFAULT_SETTINGS } from '#server/settings.ts';
import { makeApi, START } from '#server/testing/make-api.ts';
import { fuzz } from './fuzz.ts';
import { fuzzTargets } from './fuzz-targets.ts';

/** Against every route; `npm run faults` sends many more to a real server. */
const BODIES = 5_000;

describe('bodies that are almost right', () => {
  test.each(
    fuzzTargets(START).map((target) => [`${target.method} ${target.path} ${target.headers['content-type']}`, target]),
  )(
    '%s: answered, never with a fault of ours, and counted right',
    async (_, target) => {
      const store = createMemoryStore();
      const api = await makeApi(store);
      const result = await fuzz(target, BODIES, 7, async (method, path, headers, body) => {
        const response = await api.request(path, { method, headers, body });
        return { status: response.status, text: response.status >= 500 ? await response.text() : '' };
      });
      expect(result.failures).toEqual([]);
      expect(api.trouble).toEqual([]);
      // Some of them have to be good, or nothing was tried.
      expect(Object.keys(result.statuses).filter((status) => Number(status) < 300)).not.toEqual([]);
      await api.running.ingest.drained();
      let reports = 0;
      for await (const batch of store.replay(0)) reports += batch.filter(({ kind }) => kind === 'report').length;
      expect(api.running.product.metrics.reportsAccepted).toBe(reports);
      const world = { store, wallNow: api.now, settings: { ...DEFAULT_SETTINGS, groupGapMs: 0 }, onTrouble: () => {} };
      expect((await recount(world)).differences).toEqual([]);
    },
    60_000,
  );
});
