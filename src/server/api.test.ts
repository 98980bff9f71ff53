import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { DeviceDetail } from '#contract/device.ts';
import { MAX_NOTE, MAX_SERIES_POINTS, MAX_SNAPSHOT_BYTES } from '#contract/limits.ts';
import type { Series } from '#contract/series.ts';
import { Snapshot } from '#contract/snapshot.ts';
import { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { fleetAmongControls, fleetWithFailure, PATH, snapshotOf, UPDATE } from './testing/made-fleet.ts';
import { makeApi, START, type TestApi } from './testing/make-api.ts';

describe('from reports to the board', () => {
  it('shows an empty fleet as one without devices', async () => {
    const api = await makeApi();
    expect((await snapshotOf(api)).verdict).toEqual({ state: 'no devices' });
  });

  it('names the update that silences devices, with its numbers and where', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 16);
    const snapshot = await snapshotOf(api);
    expect(snapshot.verdict).toEqual({ state: 'failing', update: UPDATE });
    expect(snapshot.fleet.conditions).toEqual({ healthy: 4, looping: 0, silent: 16, off: 0, unknown: 0 });
    const [update] = snapshot.updates;
    expect([update.targeted, update.without]).toEqual([20, 0]);
    expect(update.counts).toMatchObject({ checked: 20, pending: 0, silent: 16, silentChecked: 16 });
    expect(update.rings.map(({ ring, counts }) => [ring, counts.silent])).toEqual([
      ['Canary', 8],
      ['Pilot', 8],
    ]);
    expect(snapshot.matrix).toMatchObject([
      {
        sector: 'airlines',
        cells: [{ ring: 'Canary', checked: 10, down: 8 }, { ring: 'Pilot', checked: 10, down: 8 }, {}, {}],
      },
    ]);
    expect(snapshot.log.map(({ kind }) => kind)).toContain('alarm_opened');
    expect(update.detectedAt).not.toBeNull();
    expect(update.evidence).toMatchObject({ word: 'Overwhelming', trials: 20, looped: 0, dark: 16, expected: null });
    // Nobody is without it, so there is nobody to compare with.
    expect(snapshot.culprit).toEqual({ verdict: 'prime-suspect', updates: [UPDATE] });
  });

  it('hands silence over to the update that devices list when they are back', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    const beat = (n: number, boot: string, updates: string[] = []) => ({
      device: `d-${n}`,
      kind: 'heartbeat' as const,
      boot,
      everySec: 60,
      updates,
    });
    const everybody = Array.from({ length: 90 }, (_, n) => n);
    const silent = (n: number) => n < 50;
    for (let minute = 0; minute < 50; minute++) {
      const isOver = minute >= 40;
      if (minute === 40) {
        const back = everybody.filter(silent).map((n) => ({ device: `d-${n}`, boot: 'b-2' }));
        await api.report(back.map((started) => ({ ...started, kind: 'boot.started' as const })));
      }
      const heard = everybody.filter((n) => minute < 10 || isOver || !silent(n));
      await api.report(heard.map((n) => (isOver && silent(n) ? beat(n, 'b-2', [UPDATE]) : beat(n, 'b-1'))));
      if (minute === 30) {
        expect((await snapshotOf(api)).verdict.state).toBe('unexplained');
      }
      api.wait(60_000);
    }
    await api.running.product.minutes.caughtUp();
    const snapshot = await snapshotOf(api);
    expect(snapshot.verdict).toEqual({ state: 'failing', update: UPDATE });
    expect(snapshot.updates[0].handedOver).toEqual({ back: 50, withIt: 50 });
    const kinds = snapshot.log.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['alarm_handed_over', 'fleet_alarm_opened']));
    expect(kinds).not.toContain('alarm_opened');
    expect((await snapshotOf(await makeApi(store, api.now()))).verdict).toEqual(snapshot.verdict);
  });

  it('knows after a kill and after a stop what it knew of silence and impaired telemetry', async () => {
    for (const end of ['kill', 'stop'] as const) {
      const store = createMemoryStore();
      const api = await makeApi(store);
      const state = ({ product }: TestApi['running']) => ({
        open: product.detector.alarm.open,
        outages: product.alarms.outages().map(({ from, until }) => [from, until]),
        gate: product.fleet.suspensions.save(),
      });
      for (let minute = 0; minute < 44; minute++) {
        // Two outages of everybody but one; the last goes on while nobody says anything.
        const isOut = (minute >= 14 && minute < 24) || minute >= 34;
        const heard = Array.from({ length: isOut ? (minute < 24 ? 1 : 0) : 120 }, (_, n) => n);
        const beats = heard.map((n) => ({ device: `d-${n}`, kind: 'heartbeat' as const, boot: 'b', everySec: 60 }));
        if (beats.length > 0) await api.report(beats);
        if (minute === 12) await api.running.product.saver.save();
        api.wait(60_000);
      }
      await api.running.product.minutes.caughtUp();
      const before = state(api.running);
      expect([before.outages.length, before.open !== undefined, before.gate[0]?.[1].length]).toEqual([2, true, 2]);
      if (end === 'stop') await api.running.product.close();
      const after = state((await makeApi(store, api.now())).running);
      // What was not reported before a kill is not known after it: time in which nothing came is walked when it goes on.
      if (end === 'stop') expect(after).toEqual(before);
      else expect(after.outages[0]).toEqual(before.outages[0]);
      expect(after.gate[0]?.[1][0]).toEqual(before.gate[0]?.[1][0]);
    }
  });

  it('pauses by rule where the owner wants it, once, beside controls that agree', async () => {
    for (const autoPause of [false, true]) {
      const api = await makeApi(createMemoryStore(), START, { autoPause });
      await fleetAmongControls(api, 30, 15);
      await api.running.product.minutes.caughtUp();
      const [update] = (await snapshotOf(api)).updates;
      expect([update.judgement, update.evidence?.word]).toEqual(['failing', 'Overwhelming']);
      expect(update.holds.map(({ author, rings }) => [author.kind, rings])).toEqual(autoPause ? [['rule', 'all']] : []);
      const [hold] = update.holds;
      if (!hold) continue;
      expect(hold.reason).toMatch(/^Automatic pause: 15 of 30 checked are down/);
      await api.send(
        'POST',
        `${PATH}/holds/${hold.id}/lift`,
        { reason: 'The agent was at fault' },
        { 'idempotency-key': 'k9' },
      );
      api.wait(60_000);
      api.wait(60_000);
      await api.running.product.minutes.caughtUp();
      expect((await snapshotOf(api)).updates[0].holds).toEqual([]);
    }
  });

  it('keeps what was on the board, minute by minute', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    await api.running.product.minutes.caughtUp();
    const then = z.parse(Snapshot, await api.json(`/api/snapshot?at=${START + 150_000}`));
    expect(then.verdict.state).toBe('too few');
    expect((await api.request('/api/snapshot?at=1')).status).toBe(404);
  });

  it('draws a gap where nothing was recorded, and down of checked where it was', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    const series = await api.json<Series>(`/api/series?by=ring&last=1h&update=${encodeURIComponent(UPDATE)}`);
    const canary = series.lines.find(({ key }) => key === 'Canary');
    expect(canary?.down).toHaveLength(60);
    expect(canary?.down[0]).toBeNull();
    expect([canary?.down.at(-1), canary?.of.at(-1), canary?.installed.at(-1)]).toEqual([4, 10, 10]);
  });

  it('stays within its bytes and points however large the company', async () => {
    const api = await makeApi();
    for (let u = 0; u < 40; u++)
      await api.send('PUT', `/api/updates/a-long-vendor-name~a-long-product-name~${u}.0.0`, {
        name: `A rather long update name, number ${u}`,
      });
    const reports = Array.from({ length: 3000 }, (_, i) => ({
      device: `d-${i}`,
      boot: `b-${i}`,
      kind: 'update.installed' as const,
      update: `a-long-vendor-name/a-long-product-name@${i % 40}.0.0`,
      labels: { ring: `Ring number ${i % 20}`, sector: `A business service, number ${i % 80}` },
    }));
    await api.report(reports);
    for (let n = 0; n < 9; n++) {
      const text = `${n}${'字'.repeat(MAX_NOTE - 1)}`;
      await api.send('POST', '/api/log', { text }, { 'idempotency-key': `n${n}` });
    }
    api.wait(1_000);
    const response = await api.request('/api/snapshot');
    expect((await response.arrayBuffer()).byteLength).toBeLessThanOrEqual(MAX_SNAPSHOT_BYTES);
    for (const last of ['1h', '3h', '24h']) {
      const { lines } = await api.json<Series>(`/api/series?by=sector&last=${last}`);
      for (const { down } of lines) expect(down.length).toBeLessThanOrEqual(MAX_SERIES_POINTS);
    }
  });

  it('answers an unchanged poll with 304 and the fleet time', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 4, 0);
    const first = await api.request('/api/snapshot');
    const second = await api.request('/api/snapshot', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(second.status).toBe(304);
    expect(Number(second.headers.get('bootwatch-as-of'))).toBe(api.now());
  });
});

describe('whom an update is meant for', () => {
  it.each(['before', 'after'])(
    'is counted with facts told %s the devices, and moves with their labels',
    async (order) => {
      const api = await makeApi();
      const tell = () => api.send('PUT', PATH, { channel: 'c', target: { os: ['windows'] } });
      if (order === 'before') await tell();
      const lines = [
        { device: 'a', labels: { ring: 'Canary', sector: 'air', os: 'windows' } },
        { device: 'b', labels: { ring: 'Canary', sector: 'air', os: 'linux' } },
        { device: 'c', labels: { ring: 'Canary', sector: 'bank', os: 'windows' }, rings: { c: 'Pilot' } },
      ];
      const put = (some: object[]) =>
        api.send('PUT', '/api/devices', some.map((line) => JSON.stringify(line)).join('\n'), {
          'content-type': 'application/x-ndjson',
        });
      await put(lines);
      if (order === 'after') await tell();
      const rings = async () =>
        (await api.json<{ rings: { ring: string; without: number }[] }>(PATH)).rings.map((r) => [r.ring, r.without]);
      expect(await rings()).toEqual([
        ['Canary', 1],
        ['Pilot', 1],
      ]);
      api.wait(1000);
      await put([
        { device: 'a', labels: { ring: 'Broad' } },
        { device: 'b', labels: { os: 'windows' } },
      ]);
      expect(await rings()).toEqual([
        ['Canary', 1],
        ['Pilot', 1],
        ['Broad', 1],
      ]);
    },
  );
});

describe('an inventory line', () => {
  it('with an unknown key or zone is refused by number, and its neighbours are taken', async () => {
    const api = await makeApi();
    const lines = [
      { device: 'a', timeZone: 'Europe/Berlin' },
      { device: 'b', timezone: 'Europe/Berlin' },
      { device: 'c', timeZone: 'Moon/Tranquility' },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    const answer = await api.send('PUT', '/api/devices', body, { 'content-type': 'application/x-ndjson' });
    expect(await answer.json()).toMatchObject({
      applied: 1,
      rejectedCount: 2,
      rejected: [
        { line: 2, why: expect.stringContaining('timezone') },
        { line: 3, why: expect.stringContaining('IANA time zone') },
      ],
    });
  });
});

describe('one update', () => {
  it('comes with all its page needs', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 16);
    const broad = { device: 'z', labels: { ring: 'Broad', sector: 'banking', class: 'server' } };
    await api.send('PUT', '/api/devices', JSON.stringify(broad), { 'content-type': 'application/x-ndjson' });
    const detail = z.parse(UpdateDetail, await api.json(PATH));
    expect(detail).toMatchObject({
      id: UPDATE,
      judgement: 'failing',
      asOf: api.now(),
      drill: null,
      fleet: { heard: 4 },
      downWithFailing: null,
      culprit: {
        verdict: 'prime-suspect',
        updates: [{ id: UPDATE, name: 'Falcon Sensor content 291', version: '291' }],
      },
      coverage: {
        rings: ['Canary', 'Pilot', 'Broad'],
        gaps: [{ label: 'sector', value: 'banking', ring: 'Broad', devices: 1 }],
      },
    });
    // Told late: they had it before one of them fell silent.
    const at = api.now() - 10 * 60_000;
    await api.report(
      ['d-0', 'd-19'].map((device) => ({ kind: 'update.installed', device, at, update: 'b/other@1' }) as const),
    );
    expect(z.parse(UpdateDetail, await api.json('/api/updates/b~other~1')).downWithFailing).toMatchObject({
      devices: 1,
      update: { id: UPDATE },
    });
    expect(detail.matrix.map(({ sector }) => sector)).toEqual(['airlines', 'banking']);
    expect((await api.request('/api/updates/a~b~1')).status).toBe(404);
  });

  it('has its evidence minute by minute, from the first verdict on, also after a restart', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 20, 16);
    await api.running.product.minutes.caughtUp();
    const evidence = async (from: TestApi, last = '1h') =>
      z.parse(EvidenceSeries, await from.json(`${PATH}/evidence?last=${last}`));
    const { now, most, stepMs } = await evidence(api);
    expect([now.length, most.length, stepMs]).toEqual([60, 60, 60_000]);
    expect(most.slice(0, 50)).toEqual(new Array(50).fill(null));
    const known = most.filter((value) => value !== null);
    expect(known.length).toBeGreaterThan(2);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(known.at(-1)).toBeGreaterThan(Math.log(1_000));
    expect((await evidence(api, '24h')).most.length).toBeLessThanOrEqual(MAX_SERIES_POINTS);
    expect((await evidence(await makeApi(store, api.now()))).most).toEqual(most);
    expect((await api.request(`${PATH}/evidence?last=9y`)).status).toBe(400);
    expect((await api.request('/api/updates/a~b~1/evidence?last=1h')).status).toBe(404);
  });
});

describe('a device', () => {
  it('is being checked again when its update turns out to need more restarts', async () => {
    const api = await makeApi();
    const device = { device: 'd', labels: { class: 'always-on' } } as const;
    const facts = { channel: 'os', activation: 'reboot' };
    const stage = async () => (await api.json<DeviceDetail>('/api/devices/d')).updates[0]?.stage;
    await api.send('PUT', PATH, facts);
    await api.report([{ ...device, kind: 'update.installed', update: UPDATE }]);
    api.wait(1_000);
    await api.report([{ ...device, boot: 'b-2', kind: 'boot.started' }]);
    while ((await stage()) === 'pending') api.wait(60_000);
    expect(await stage()).toBe('checked');
    await api.send('PUT', PATH, { ...facts, expectedReboots: 3 });
    expect(await stage()).toBe('pending');
    await api.send('PUT', PATH, facts);
    expect(await stage()).toBe('checked');
  });

  it('tells when the verdict on its update is due, until it is given', async () => {
    const api = await makeApi();
    const device = { device: 'd', boot: 'b' };
    const beat = () => api.report([{ ...device, kind: 'heartbeat', everySec: 60 }]);
    const update = async () => (await api.json<DeviceDetail>('/api/devices/d')).updates[0];
    await beat();
    const activatedAt = api.now();
    await api.report([{ ...device, kind: 'update.installed', update: UPDATE, activation: 'live' }]);
    expect(await update()).toMatchObject({ stage: 'pending', dueAt: activatedAt + 240_000 });
    for (let minute = 0; minute < 6; minute++) {
      api.wait(60_000);
      await beat();
    }
    expect(await update()).toMatchObject({ stage: 'checked', dueAt: null });
  });
});

describe('history brought along in many requests at once', () => {
  it('is read as often as it must be, and whole in the end', async () => {
    const store = createMemoryStore();
    let readings = 0;
    const history: Store['history'] = () => {
      readings++;
      return store.history();
    };
    const api = await makeApi({ ...store, history });
    readings = 0;
    const line = { kind: 'boot', ring: 'Canary', sector: 's', build: 'b', region: 'eu', class: 'laptop', n: 10, x: 1 };
    const put = (n: number) =>
      api.send('PUT', '/api/history', JSON.stringify({ ...line, hour: START - (n + 1) * 3_600_000 }), {
        'content-type': 'application/x-ndjson',
      });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => put(n)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(api.running.product.history).toEqual({ n: 500, x: 50 });
    expect(readings).toBeLessThan(10);
  });
});
