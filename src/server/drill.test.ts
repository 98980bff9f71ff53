import { describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { createMemoryStore } from './memory-store.ts';
import { PATH, snapshotOf, UPDATE } from './testing/made-fleet.ts';
import { makeApi, START, type TestApi } from './testing/make-api.ts';

describe('a drill', () => {
  const drill = (api: TestApi, clock: number, reports: unknown[] = []) =>
    api.send('POST', '/api/reports', { sentAt: clock, clock, speed: 60, reports });

  it('drives the clock and never shares a folder with real devices', async () => {
    const api = await makeApi(createMemoryStore(), Date.UTC(2026, 10, 22));
    expect((await drill(api, START)).status).toBe(200);
    expect((await api.json<Snapshot>('/api/snapshot')).asOf).toBe(START);
    api.wait(1_000);
    expect(api.running.product.clock.now()).toBe(START + 5_000);
    const real = await api.report([{ kind: 'boot.started' }]);
    expect([real.status, ((await real.json()) as Problem).detail]).toEqual([
      409,
      expect.stringMatching(/belongs to a drill/),
    ]);
    api.wait(20_000);
    expect((await snapshotOf(api)).drill).toEqual({ speed: 60, stalled: true });
  });

  it('keeps its time over a restart, reports or not, and leaves what came before it timeless', async () => {
    const store = createMemoryStore();
    const wall = Date.UTC(2026, 10, 22);
    const api = await makeApi(store, wall);
    const line = JSON.stringify({ device: 'd', labels: { ring: 'Pilot' } });
    await api.send('PUT', '/api/devices', line, { 'content-type': 'application/x-ndjson' });
    await api.send('POST', '/api/reports', { sentAt: wall, reports: [{}] });
    const labels = { ring: 'Canary' };
    await drill(api, START, [{ device: 'd', at: START - 5, kind: 'heartbeat', boot: 'b', labels }]);
    await drill(api, START + 600_000);
    const before = await snapshotOf(api);
    expect(before.rings.find(({ ring }) => ring === 'Canary')?.devices).toBe(1);
    const back = await makeApi(store, api.now());
    const after = await snapshotOf(back);
    expect([after.fleet, after.rings]).toEqual([before.fleet, before.rings]);
    expect(back.running.product.clock.settledNow()).toBe(START + 600_000);
  });

  it('counts who asks the gate from the hold on, in its own time', async () => {
    const api = await makeApi(createMemoryStore(), Date.UTC(2026, 10, 22));
    const labels = { ring: 'Canary' };
    const installed = { device: 'd', at: START - 5, kind: 'update.installed', update: UPDATE, labels };
    await drill(api, START, [installed]);
    api.wait(1_000);
    await api.send('POST', `${PATH}/holds`, { rings: 'all' }, { 'idempotency-key': 'k1' });
    const [update] = (await snapshotOf(api)).updates;
    expect(update?.holds[0]?.placedAt).toBeLessThan(START + 60_000);
    expect(update?.rings[0]?.gate).toEqual({ since: update?.holds[0]?.placedAt, askedAt: null });
  });

  it('is refused where real devices report', async () => {
    const api = await makeApi();
    await api.report([{ kind: 'boot.started' }]);
    expect((await drill(api, START)).status).toBe(409);
  });
});
