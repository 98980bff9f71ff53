import { describe, expect, it } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { makeApi, START } from './testing/make-api.ts';

describe('what is kept', () => {
  it('goes by the fleet clock, not by the machine: a drill of 2024 keeps its last days', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store, Date.UTC(2031, 0, 1), { retentionDays: 2 });
    const day = 86_400_000;
    for (let n = 0; n < 5; n++) {
      const clock = START + n * day;
      const reports = [{ device: 'd-1', kind: 'heartbeat', at: clock, boot: 'b' }];
      expect((await api.send('POST', '/api/reports', { sentAt: clock, clock, speed: 60, reports })).status).toBe(200);
    }
    await api.running.product.saver.save();
    await api.running.product.dropOld();
    const kept = [];
    for await (const batch of store.replay(0)) kept.push(...batch.map(({ receivedAt }) => (receivedAt - START) / day));
    expect(kept).toEqual([2, 3, 4]);
  });

  it('is there after a kill, when the inventory came before the fleet had a time and nothing was saved yet', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    const body = '{"device":"d-1","labels":{"ring":"Canary"}}';
    await api.send('PUT', '/api/devices', body, { 'content-type': 'application/x-ndjson' });
    await api.report([{ device: 'd-2', kind: 'boot.started' }]);
    await api.running.product.dropOld();
    const again = await makeApi(store);
    expect(await again.json('/api/devices/d-1')).toMatchObject({ labels: { ring: 'Canary' } });
  });

  it('is told in /metrics, with queue, lag, repeats and what was refused', async () => {
    const api = await makeApi();
    await api.report([{ kind: 'boot.started' }, { kind: 'boot.started' }, { kind: 'heartbeat', at: 1 }]);
    await api.report([{ kind: 'nonsense' as 'gone' }]);
    const text = await (await api.request('/metrics')).text();
    const metrics = Object.fromEntries(
      text.split('\n').map((line) => [line.slice(0, line.lastIndexOf(' ')), line.split(' ').at(-1)]),
    );
    expect(metrics).toMatchObject({
      bootwatch_queued_reports: '0',
      bootwatch_ingest_lag_seconds: '0',
      bootwatch_reports_accepted_total: '1',
      bootwatch_reports_duplicate_total: '1',
      'bootwatch_reports_rejected_total{reason="time"}': '1',
      'bootwatch_reports_rejected_total{reason="shape"}': '1',
      'bootwatch_store_rows{table="records"}': '1',
    });
  });
});
