import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { DeviceDetail } from '#contract/device.ts';
import type { GateAnswer, HoldReceipt } from '#contract/hold.ts';
import { MAX_NOTE, MAX_SERIES_POINTS, MAX_SNAPSHOT_BYTES } from '#contract/limits.ts';
import type { LogPage, NoteEntry } from '#contract/log.ts';
import type { Problem } from '#contract/problem.ts';
import type { Report, ReportsReceipt } from '#contract/report.ts';
import type { Series } from '#contract/series.ts';
import { Snapshot } from '#contract/snapshot.ts';
import { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { makeApi, START, type TestApi } from './testing/make-api.ts';

const UPDATE = 'crowdstrike/falcon-content@291';
const PATH = '/api/updates/crowdstrike~falcon-content~291';

/** `count` devices that came up, were heard from, and got the update; `dead` of them are never heard again. */
async function fleetWithFailure(api: TestApi, count: number, dead: number): Promise<void> {
  await api.send('PUT', PATH, { name: 'Falcon Sensor content 291', channel: 'falcon-content', reach: 'content' });
  const all = (make: (i: number) => Partial<Report> & { kind: Report['kind'] }, from = 0) =>
    api.report(
      Array.from({ length: count - from }, (_, i) => ({
        device: `d-${i + from}`,
        boot: `b-${i + from}`,
        ...make(i + from),
      })),
    );
  await all((i) => ({
    kind: 'boot.started',
    labels: { ring: i % 2 ? 'Pilot' : 'Canary', sector: 'airlines', class: 'server' },
  }));
  api.wait(30_000);
  await all(() => ({ kind: 'boot.completed' }));
  for (let minute = 0; minute < 3; minute++) {
    api.wait(60_000);
    await all(() => ({ kind: 'heartbeat', everySec: 60 }));
  }
  await all(() => ({ kind: 'update.installed', update: UPDATE, activation: 'live' }));
  // Four minutes until the verdicts are due, then until their minute closes.
  for (let minute = 0; minute < 8; minute++) {
    api.wait(60_000);
    await all(() => ({ kind: 'heartbeat', everySec: 60 }), dead);
  }
}

/** The same beside ten times as many devices without the update. */
async function fleetAmongControls(api: TestApi, count: number, dead: number): Promise<void> {
  const beats = (from: number, to: number) =>
    api.report(
      Array.from({ length: to - from }, (_, i) => ({
        device: `d-${i + from}`,
        boot: `b-${i + from}`,
        kind: 'heartbeat' as const,
        everySec: 60,
        labels: { ring: 'Canary', sector: 'airlines', class: 'server' },
      })),
    );
  for (let minute = 0; minute < 12; minute++) {
    await beats(minute < 3 ? 0 : dead, count * 11);
    if (minute === 2) {
      await api.report(
        Array.from({ length: count }, (_, i) => ({
          device: `d-${i}`,
          kind: 'update.installed' as const,
          update: UPDATE,
          activation: 'live' as const,
        })),
      );
    }
    api.wait(60_000);
  }
}

const snapshotOf = async (api: TestApi) => {
  api.wait(1_000);
  return z.parse(Snapshot, await api.json('/api/snapshot'));
};

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
    await api.running.product.minutesWritten();
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
        if (minute === 12) await api.running.product.checkpoint();
        api.wait(60_000);
      }
      await api.running.product.minutesWritten();
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
      await api.running.product.minutesWritten();
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
      await api.running.product.minutesWritten();
      expect((await snapshotOf(api)).updates[0].holds).toEqual([]);
    }
  });

  it('keeps what was on the board, minute by minute', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    await api.running.product.minutesWritten();
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
      updates: [{ id: UPDATE }],
    });
    expect(detail.matrix.map(({ sector }) => sector)).toEqual(['airlines', 'banking']);
    expect((await api.request('/api/updates/a~b~1')).status).toBe(404);
  });

  it('has its evidence minute by minute, from the first verdict on, also after a restart', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 20, 16);
    await api.running.product.minutesWritten();
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

describe('a note', () => {
  const note = (api: TestApi, body: unknown, key = 'n1') =>
    api.send('POST', '/api/log', body, { 'idempotency-key': key });

  it('is in the log once however often it is sent, and on the board at once', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 4, 0);
    const before = (await snapshotOf(api)).updates[0].logged;
    const body = { text: ' Asked the vendor \n', update: UPDATE };
    const answers = await Promise.all([note(api, body), note(api, body), note(api, { text: 'Lunch' }, 'n2')]);
    const [one, two, other] = (await Promise.all(answers.map((r) => r.json()))) as NoteEntry[];
    expect(one).toMatchObject({ kind: 'note', update: UPDATE, text: 'Asked the vendor', actor: { kind: 'person' } });
    expect(two).toEqual(one);
    expect(other).toMatchObject({ update: null, text: 'Lunch' });
    const { log, updates } = await snapshotOf(api);
    expect(log.filter(({ kind }) => kind === 'note')).toEqual([other, one]);
    expect(updates[0].logged).toBe(before + 1);
    const { entries } = await api.json<LogPage>(`/api/log?update=${encodeURIComponent(UPDATE)}`);
    expect(entries[0]).toEqual(one);
    expect((await note(api, { text: 'Something else' })).status).toBe(409);
  });

  it('is known to have been written after a restart', async () => {
    const store = createMemoryStore();
    const first: unknown = await (await note(await makeApi(store), { text: 'Asked the vendor' })).json();
    expect(await (await note(await makeApi(store), { text: 'Asked the vendor' })).json()).toEqual(first);
  });

  it('is refused with what is wrong', async () => {
    const api = await makeApi();
    const refusal = async (response: Response) => {
      const { status, code, detail } = (await response.json()) as Problem;
      return `${status} ${code}: ${detail}`;
    };
    expect(await refusal(await note(api, { text: 'x', update: 'a/b@1' }))).toMatch(/^404 not-found: No update a\/b@1/);
    expect(await refusal(await note(api, { text: ' \n ' }))).toMatch(/^400 bad-request: text: /);
    expect(await refusal(await note(api, { text: 'x'.repeat(MAX_NOTE + 1) }))).toMatch(/^400 bad-request: text: /);
    expect(await refusal(await note(api, { text: 'x' }, ''))).toMatch(/^428 idempotency-key-missing/);
    const plain = await api.send('POST', '/api/log', { text: 'x' }, { 'content-type': 'text/plain' });
    expect(await refusal(plain)).toMatch(/^415 wrong-content-type/);
    const foreign = await api.send('POST', '/api/log', { text: 'x' }, { origin: 'http://elsewhere.example' });
    expect(await refusal(foreign)).toMatch(/^403 foreign-origin/);
    expect((await api.json<LogPage>('/api/log')).entries.filter(({ kind }) => kind === 'note')).toEqual([]);
  });
});

describe('a pause', () => {
  const placeHold = (api: TestApi, key: string, rings: unknown = 'all') =>
    api.send('POST', `${PATH}/holds`, { rings }, { 'idempotency-key': key });
  const gateOf = (api: TestApi, ring: string) =>
    api.json<GateAnswer>(`/api/gate?update=${encodeURIComponent(UPDATE)}&ring=${ring}`);

  it('is one hold however often it is clicked, and the gate says hold at once', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    expect(await gateOf(api, 'Broad')).toEqual({ decision: 'go', known: true, since: null, reason: null });
    const [one, two, three] = await Promise.all([placeHold(api, 'k1'), placeHold(api, 'k1'), placeHold(api, 'k2')]);
    const receipts = (await Promise.all([one, two, three].map((r) => r.json()))) as HoldReceipt[];
    expect(new Set(receipts.map(({ hold }) => hold.id)).size).toBe(1);
    expect(receipts.filter(({ already }) => !already)).toHaveLength(1);
    expect((await gateOf(api, 'Broad')).decision).toBe('hold');
    const { entries } = await api.json<LogPage>('/api/log');
    expect(entries.filter(({ kind }) => kind === 'hold_placed')).toHaveLength(1);
    expect(entries.filter(({ kind }) => kind === 'hold_kept')).toHaveLength(1);
    expect((await snapshotOf(api)).verdict).toEqual({ state: 'paused', update: UPDATE });
  });

  it('can be undone for ten seconds, after that it asks for a reason', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    const { hold } = (await (await placeHold(api, 'k1')).json()) as HoldReceipt;
    api.wait(11_000);
    const late = await api.send('POST', `${PATH}/holds/${hold.id}/lift`, { undo: true });
    expect([late.status, ((await late.json()) as Problem).detail]).toEqual([
      409,
      expect.stringMatching(/Lift the hold with a reason/),
    ]);
    expect((await api.send('POST', `${PATH}/holds/${hold.id}/lift`, {})).status).toBe(400);
    expect((await api.send('POST', `${PATH}/holds/${hold.id}/lift`, { reason: 'fixed' })).status).toBe(200);
    expect((await gateOf(api, 'Broad')).decision).toBe('go');
    expect((await placeHold(api, 'k1')).status).toBe(409);
    const again = (await (await placeHold(api, 'k3')).json()) as HoldReceipt;
    expect((await api.send('POST', `${PATH}/holds/${again.hold.id}/lift`, { undo: true })).status).toBe(200);
  });

  it('stands after a restart, and so does the fleet', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await fleetWithFailure(api, 20, 8);
    await placeHold(api, 'k1');
    const before = await snapshotOf(api);
    const startedAt = api.now();
    const restarted = await makeApi(store, startedAt);
    const after = z.parse(Snapshot, await restarted.json('/api/snapshot'));
    // Who asked the gate before it started again is not known to it.
    const updates = before.updates.map((update) => ({
      ...update,
      rings: update.rings.map((ring) => ({ ...ring, gate: { since: startedAt, askedAt: null } })),
    }));
    expect({ ...after, asOf: 0 }).toEqual({ ...before, asOf: 0, updates });
  });

  it('counts who still installed after it', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    await placeHold(api, 'k1');
    api.wait(5_000);
    await api.report([{ kind: 'update.installed', device: 'd-99', update: UPDATE, labels: { ring: 'Pilot' } }]);
    const [update] = (await snapshotOf(api)).updates;
    expect(update.rings.map(({ ring, installsAfterHold }) => [ring, installsAfterHold])).toEqual([
      ['Canary', 0],
      ['Pilot', 1],
    ]);
  });

  it('tells for which rings the gate was asked since, and when first', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    await gateOf(api, 'Canary');
    const placedAt = api.now();
    await placeHold(api, 'k1');
    const asked = async (of: TestApi) =>
      (await snapshotOf(of)).updates[0]?.rings.map(({ ring, gate }) => [ring, gate?.since, gate?.askedAt]);
    expect(await asked(api)).toEqual([
      ['Canary', placedAt, null],
      ['Pilot', placedAt, null],
    ]);
    api.wait(2_000);
    const firstAskedAt = api.now();
    for (const ring of ['Pilot', 'No such ring', 'Pilot']) {
      await gateOf(api, ring);
      api.wait(2_000);
    }
    expect(await asked(api)).toEqual([
      ['Canary', placedAt, null],
      ['Pilot', placedAt, firstAskedAt],
    ]);
  });

  it('never comes back by a late retry: of the hold, of a second click on it, or of the same key for other rings', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 20, 8);
    const { hold } = (await (await placeHold(api, 'k1', ['Canary'])).json()) as HoldReceipt;
    const second = (await (await placeHold(api, 'k2', ['Canary', 'Canary'])).json()) as HoldReceipt;
    expect([second.already, second.hold.id]).toEqual([true, hold.id]);
    expect((await placeHold(api, 'k1', 'all')).status).toBe(409);
    expect((await placeHold(api, 'k3', ['Canary', 'Pilot'])).status).toBe(200);
    expect((await gateOf(api, 'Pilot')).decision).toBe('hold');
    await api.send('POST', `${PATH}/holds/${hold.id}/lift`, { undo: true });
    expect((await placeHold(api, 'k1', ['Canary'])).status).toBe(409);
    expect((await placeHold(api, 'k2', ['Canary'])).status).toBe(409);
  });

  it('refuses rings that do not exist and updates nobody knows', async () => {
    const api = await makeApi();
    await fleetWithFailure(api, 4, 0);
    const ring = await placeHold(api, 'k1', ['Canary', 'Nowhere']);
    expect([ring.status, ((await ring.json()) as Problem).detail]).toEqual([
      400,
      expect.stringMatching(/no ring "Nowhere"/),
    ]);
    expect((await api.send('POST', '/api/updates/a~b~1/holds', { rings: 'all' })).status).toBe(404);
  });
});

describe('bad input', () => {
  it('rejects one report and takes its neighbours', async () => {
    const api = await makeApi();
    const response = await api.send('POST', '/api/reports', {
      sentAt: START,
      reports: [
        { device: 'd', at: START, kind: 'boot.started', boot: 'b' },
        { device: 'd', at: START, kind: 'boot.exploded', boot: 'b' },
        { device: 'd', at: 'yesterday', kind: 'heartbeat', boot: 'b' },
        null,
        { device: 'd', at: START - 8 * 86_400_000, kind: 'heartbeat', boot: 'b' },
        { device: 'd', at: START + 600_000, kind: 'heartbeat', boot: 'b' },
        { device: '<b>x', at: START, kind: 'crash', code: "'; DROP TABLE reports; --" },
      ],
    });
    const receipt = (await response.json()) as ReportsReceipt;
    expect([receipt.accepted, receipt.duplicates]).toEqual([2, 0]);
    expect(receipt.rejected.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5]);
    expect(receipt.rejected[1].why).toMatch(/^at: /);
    expect(receipt.rejected[3].why).toMatch(/7 days before the fleet clock/);
  });

  it('says no to an absurd clock and yes to its neighbour', async () => {
    const api = await makeApi();
    const reports = [
      { device: 'd', at: 8.64e15, kind: 'gone' },
      { device: 'd', at: START - 60_000, kind: 'boot.started', boot: 'b' },
    ];
    const receipt = (await (
      await api.send('POST', '/api/reports', { sentAt: START - 60_000, reports })
    ).json()) as ReportsReceipt;
    expect([receipt.accepted, receipt.rejected.map(({ index }) => index)]).toEqual([1, [0]]);
  });

  it('asks for smaller batches', async () => {
    const api = await makeApi();
    const response = await api.send('POST', '/api/reports', { sentAt: START, reports: new Array(10_001).fill({}) });
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([413, 'too-large']);
  });

  it('takes only so many labels beside the counted ones', async () => {
    const api = await makeApi();
    const labels = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`l${i}`, 'x']));
    const receipt = (await (
      await api.report([
        { kind: 'boot.started', labels: labels(32) },
        { kind: 'gone', labels: labels(40) },
      ])
    ).json()) as ReportsReceipt;
    expect([receipt.accepted, receipt.rejected.map(({ why }) => why)]).toEqual([
      1,
      [expect.stringMatching(/^labels: at most 32/)],
    ]);
  });

  it('takes reports as lines, with the envelope in headers', async () => {
    const api = await makeApi();
    const lines = ['{"device":"d","at":1721361600000,"kind":"boot.started","boot":"b"}', 'not json', ''].join('\n');
    const headers = { 'content-type': 'application/x-ndjson', 'bootwatch-sent-at': String(START) };
    const receipt = (await (await api.send('POST', '/api/reports', lines, headers)).json()) as ReportsReceipt;
    expect([receipt.accepted, receipt.rejected.map(({ index }) => index)]).toEqual([1, [1]]);
  });

  it.each([
    ['no JSON', 'POST', '/api/reports', '{', {}, 400, 'bad-request'],
    ['no envelope', 'POST', '/api/reports', '{}', {}, 400, 'bad-request'],
    ['another media type', 'POST', '/api/reports', '{}', { 'content-type': 'text/plain' }, 415, 'wrong-content-type'],
    ['10 MiB', 'POST', '/api/reports', 'x'.repeat(10 * 1024 * 1024), {}, 413, 'too-large'],
    ['a foreign page', 'POST', '/api/reports', '{}', { origin: 'https://evil.example' }, 403, 'foreign-origin'],
    [
      'no idempotency key',
      'POST',
      `${PATH}/holds`,
      '{"rings":"all"}',
      { 'idempotency-key': '' },
      428,
      'idempotency-key-missing',
    ],
    ['an unknown label in a target', 'PUT', PATH, '{"target":{"colour":["red"]}}', {}, 400, 'bad-request'],
    ['an unknown path', 'GET', '/api/nothing', undefined, {}, 404, 'not-found'],
  ])('%s', async (_, method, path, body, headers, status, code) => {
    const api = await makeApi();
    const response = await api.request(path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('answers no other host name', async () => {
    const api = await makeApi();
    const app = await api.request('/healthz');
    expect(app.status).toBe(200);
    const { createApi } = await import('./api.ts');
    const foreign = await createApi({ running: () => api.running, newId: () => 'x', onTrouble: () => {} }).request(
      'http://evil.example/healthz',
    );
    expect(foreign.status).toBe(403);
  });

  it('stops unpacking gzip at the limit', async () => {
    const api = await makeApi();
    const bomb = new Blob(['0'.repeat(50 * 1024 * 1024)]).stream().pipeThrough(new CompressionStream('gzip'));
    const body = await new Response(bomb).arrayBuffer();
    expect(body.byteLength).toBeLessThan(100_000);
    const response = await api.request('/api/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    });
    expect(response.status).toBe(413);
  });
});

describe('repetitions', () => {
  it('counts the same report once, in one batch, in another, and while the first is being written', async () => {
    const api = await makeApi();
    const beat = { kind: 'heartbeat' as const, everySec: 60 };
    const first = (await (await api.report([beat, beat])).json()) as ReportsReceipt;
    const second = (await (await api.report([beat])).json()) as ReportsReceipt;
    expect([first, second].map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    api.wait(60_000);
    const both = await Promise.all([api.report([beat]), api.report([beat])]);
    const receipts = (await Promise.all(both.map((r) => r.json()))) as ReportsReceipt[];
    expect(receipts.map(({ accepted }) => accepted).sort()).toEqual([0, 1]);
  });

  it('knows a request sent again minutes later, whose device would otherwise seem alive', async () => {
    const api = await makeApi();
    const beat = { device: 'd', boot: 'b', kind: 'heartbeat' };
    const reports = [
      { ...beat, at: START - 90_000 },
      { ...beat, at: START - 30_000 },
      { ...beat, at: START, kind: 'shutdown', intent: 'off' },
    ];
    const body = { sentAt: START, reports };
    await api.send('POST', '/api/reports', body);
    api.wait(120_000);
    const again = (await (await api.send('POST', '/api/reports', body)).json()) as ReportsReceipt;
    expect(again.rejected).toEqual([]);
    expect((await api.json<{ condition: string }>('/api/devices/d')).condition).toBe('off');
  });

  it('corrects a clock that is off, within its limit', async () => {
    const api = await makeApi();
    const report = { device: 'd', at: START + 480_000, boot: 'b', kind: 'heartbeat' };
    await api.send('POST', '/api/reports', { sentAt: START + 480_000, reports: [report] });
    expect((await api.json<{ lastHeardAt: number }>('/api/devices/d')).lastHeardAt).toBe(START);
  });

  it('shares the fate of the first copy on its way: both are told to try again, and nothing breaks', async () => {
    let broken = true;
    const store = createMemoryStore();
    const append: Store['append'] = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return broken ? Promise.reject(new Error('disk full')) : store.append(...args);
    };
    const api = await makeApi({ ...store, append });
    const one = api.report([{ kind: 'boot.started' }]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const statuses = (await Promise.all([one, api.report([{ kind: 'boot.started' }])])).map(({ status }) => status);
    expect(statuses).toEqual([503, 503]);
    broken = false;
    expect((await api.report([{ kind: 'boot.started' }])).status).toBe(200);
  });

  it('applies nothing when the store fails, and takes the retry as new', async () => {
    let broken = true;
    const store = createMemoryStore();
    const api = await makeApi({
      ...store,
      append: (...args) => (broken ? Promise.reject(new Error('disk full')) : store.append(...args)),
    });
    const failed = await api.report([{ kind: 'boot.started' }]);
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '1']);
    expect(api.running.product.fleet.deviceCount).toBe(0);
    broken = false;
    const receipt = (await (await api.report([{ kind: 'boot.started' }])).json()) as ReportsReceipt;
    expect([receipt.accepted, receipt.duplicates]).toEqual([1, 0]);
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
    await api.running.product.dropOld();
    const kept = [];
    for await (const batch of store.replay(0)) kept.push(...batch.map(({ receivedAt }) => (receivedAt - START) / day));
    expect(kept).toEqual([2, 3, 4]);
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
    await Promise.all([api.running.product.checkpoint(), api.running.product.close()]);
    expect([most, (await store.lastCheckpoint())?.seq]).toEqual([1, api.running.product.appliedSeq]);
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
      await api.running.product.minutesWritten();
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
      await api.running.product.minutesWritten();
    }
    const { entries } = await api.json<LogPage>('/api/log');
    expect(entries.filter(({ kind }) => kind === 'fleet_alarm_closed')).toMatchObject([{ since, regions: ['North'] }]);
    const detail = z.parse(UpdateDetail, await api.json(PATH));
    expect(detail.outage).toMatchObject({ regions: ['North'], from: since, until: expect.any(Number) });
  });
});

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

  it('is refused where real devices report', async () => {
    const api = await makeApi();
    await api.report([{ kind: 'boot.started' }]);
    expect((await drill(api, START)).status).toBe(409);
  });
});
