import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { LogPage } from '#contract/log.ts';
import type { Report } from '#contract/report.ts';
import { UpdateDetail } from '#contract/update-detail.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { checkpointsOf } from './testing/checkpoints-of.ts';
import { fleetWithFailure, PATH, snapshotOf, UPDATE } from './testing/made-fleet.ts';
import { makeApi, type TestApi } from './testing/make-api.ts';

describe('a server that was away', () => {
  it('takes its own absence for no silence of the devices', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 30, 0);
    const back = await makeApi(store, api.now() + 600_000);
    expect((await snapshotOf(back)).fleet.conditions).toMatchObject({ healthy: 30, silent: 0 });
    back.wait(59_000);
    back.wait(60_000);
    back.wait(60_000);
    back.wait(60_000);
    const snapshot = await snapshotOf(back);
    expect([snapshot.fleet.conditions.silent, snapshot.verdict.state]).toEqual([30, 'unexplained']);
  });

  it('remembers its absence, also when it is killed again before its state is saved', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 30, 0);
    const back = await makeApi(store, api.now() + 600_000);
    await back.report([{ device: 'd-1', kind: 'heartbeat' }]);
    const again = await makeApi(store, back.now() + 1_000);
    expect((await snapshotOf(again)).fleet.conditions).toMatchObject({ healthy: 30, silent: 0 });
  });

  it('takes two absences in a row for no silence either', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 30, 0);
    const back = await makeApi(store, api.now() + 600_000);
    back.wait(30_000);
    await back.report([{ device: 'd-1', kind: 'heartbeat' }]);
    const again = await makeApi(store, back.now() + 60_000);
    await again.running.product.saver.save();
    const third = await makeApi(store, again.now() + 10_000);
    const since = third.now();
    // Four heartbeats may be missed, and nobody has listened for so long since the first absence.
    while (third.now() < since + 220_000) {
      third.wait(10_000);
      expect((await snapshotOf(third)).fleet.conditions).toMatchObject({ healthy: 30, silent: 0 });
    }
    third.wait(20_000);
    expect((await snapshotOf(third)).fleet.conditions).toMatchObject({ healthy: 0, silent: 30 });
  });

  it('is not fooled by a machine that slept', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 30, 0);
    api.wait(7_200_000);
    expect((await snapshotOf(api)).fleet.conditions).toMatchObject({ healthy: 30, silent: 0 });
  });

  it('goes on when the clock of the machine is set back', async () => {
    const api = await makeApi();
    await api.report([{ kind: 'boot.started' }]);
    api.wait(-3_600_000);
    const began = performance.now();
    expect((await api.report([{ kind: 'heartbeat' }])).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('saves once at a time, and what it saved is whole', async () => {
    const store = createMemoryStore();
    let saving = 0;
    let most = 0;
    const putCheckpoint: Store['putCheckpoint'] = async (...args) => {
      most = Math.max(most, ++saving);
      await new Promise((resolve) => setTimeout(resolve, 10));
      await store.putCheckpoint(...args);
      saving--;
    };
    const api = await makeApi({ ...store, putCheckpoint });
    await fleetWithFailure(api, 5, 0);
    await Promise.all([api.running.product.saver.save(), api.running.product.close()]);
    const [last] = await checkpointsOf(store);
    expect([most, last.seq]).toEqual([1, api.running.product.appliedSeq]);
  });

  it('saves what is saved already no second time, and after a failure again', async () => {
    const store = createMemoryStore();
    let tried = 0;
    const putCheckpoint: Store['putCheckpoint'] = async (...args) => {
      if (++tried === 1) throw new Error('a fault');
      await store.putCheckpoint(...args);
    };
    const api = await makeApi({ ...store, putCheckpoint });
    await fleetWithFailure(api, 5, 0);
    const { saver, fleet } = api.running.product;
    await expect(saver.save()).rejects.toThrow('a fault');
    expect([fleet.forgotten, fleet.cutTrials]).toEqual([undefined, undefined]);
    await saver.save();
    await saver.save();
    expect([tried, (await checkpointsOf(store)).length]).toEqual([2, 1]);
  });

  it('closes the store after what is being saved, be the first report still to come', async () => {
    const store = createMemoryStore();
    const order: string[] = [];
    const putCheckpoint: Store['putCheckpoint'] = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await store.putCheckpoint(...args);
      order.push('saved');
    };
    const close = async () => {
      order.push('closed');
    };
    const api = await makeApi({ ...store, putCheckpoint, close });
    await api.send('PUT', '/api/devices', '{"device":"d-1"}', { 'content-type': 'application/x-ndjson' });
    const { product } = api.running;
    await Promise.all([product.saver.save(), product.close()]);
    expect([product.clock.mode, ...order]).toEqual(['undecided', 'saved', 'closed']);
  });
});

describe('a fleet that goes down', () => {
  it('is not called healthy when no update explains it', async () => {
    const api = await makeApi();
    const all = (fields: Partial<Report> & { kind: Report['kind'] }) =>
      api.report(Array.from({ length: 100 }, (_, i) => ({ ...fields, device: `d-${i}`, boot: `b-${i}` })));
    await all({ kind: 'heartbeat', everySec: 60 });
    for (let minute = 0; minute < 5; minute++) api.wait(60_000);
    expect((await snapshotOf(api)).verdict).toEqual({ state: 'unexplained', down: 100, due: 100 });
  });
});

describe('an outage', () => {
  const LABELS = { ring: 'Canary', sector: 'airlines', class: 'server' } as const;
  const beats = (api: TestApi, devices: readonly number[]) =>
    api.report(
      devices.map((i) => ({
        device: `d-${i}`,
        boot: `b-${i}`,
        kind: 'heartbeat' as const,
        everySec: 60,
        labels: { ...LABELS, region: i < 100 ? 'North' : 'South' },
      })),
    );
  const all = Array.from({ length: 200 }, (_, i) => i);
  const south = all.filter((i) => i >= 100);

  it('is not blamed on an update that was on its way, and is told of when it is over', async () => {
    const api = await makeApi();
    for (let minute = 0; minute < 15; minute++) {
      await beats(api, all);
      // 30 of the North get it just before everybody there falls silent.
      const install = { kind: 'update.installed', update: UPDATE, activation: 'live' } as const;
      if (minute === 13) await api.report(all.slice(0, 30).map((i) => ({ ...install, device: `d-${i}` })));
      api.wait(60_000);
    }
    for (let minute = 0; minute < 10; minute++) {
      await beats(api, south);
      api.wait(60_000);
      await api.running.product.minutes.caughtUp();
    }
    const snapshot = await snapshotOf(api);
    expect(snapshot.verdict.state).toBe('unexplained');
    const since = snapshot.fleetAlarm?.since ?? 0;
    expect(snapshot.updates[0]).toMatchObject({
      judgement: 'ok',
      outage: { regions: ['North'], from: since, until: null },
    });
    for (let minute = 0; minute < 6; minute++) {
      // Ten stay away.
      await beats(api, all.slice(10));
      api.wait(60_000);
      await api.running.product.minutes.caughtUp();
    }
    const { entries } = await api.json<LogPage>('/api/log');
    expect(entries.filter(({ kind }) => kind === 'fleet_alarm_closed')).toMatchObject([{ since, regions: ['North'] }]);
    const detail = z.parse(UpdateDetail, await api.json(PATH));
    expect(detail.outage).toMatchObject({ regions: ['North'], from: since, until: expect.any(Number) });
  });
});
