/** What senders, people and machines are told when the store can't do what it should. */
import { describe, expect, it } from 'vitest';
import type { InventoryReceipt } from '#contract/inventory.ts';
import type { Problem } from '#contract/problem.ts';
import type { ReportsReceipt } from '#contract/report.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { hash64 } from '#domain/fleet/hash.ts';
import { keepHouse } from './keep-house.ts';
import { createMemoryStore } from './memory-store.ts';
import { type Store, type StoredRecord, StoreFull } from './store.ts';
import { makeApi, START } from './testing/make-api.ts';

interface Readiness {
  readonly ready: boolean;
  readonly degraded: readonly string[];
}

function fillable() {
  const memory = createMemoryStore();
  const disk = { full: false };
  const whileThereIsSpace =
    <A extends unknown[]>(write: (...args: A) => Promise<void>) =>
    (...args: A) =>
      disk.full ? Promise.reject(new StoreFull('no space left')) : write(...args);
  const store: Store = {
    ...memory,
    append: whileThereIsSpace(memory.append),
    appendLog: whileThereIsSpace(memory.appendLog),
    putMinute: whileThereIsSpace(memory.putMinute),
  };
  return { store, disk };
}

describe('a full disk', () => {
  it('refuses reports and decisions with a sentence, reads on, and goes on by itself', async () => {
    const { store, disk } = fillable();
    const api = await makeApi(store);
    await api.report([{ kind: 'boot.started' }]);
    expect(await api.json<Readiness>('/readyz')).toMatchObject({ ready: true, degraded: [] });
    disk.full = true;

    const refused = await api.report([{ kind: 'boot.completed' }]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'storage-full',
      detail: expect.stringMatching(/^The disk that holds the data is full: .* Free some space and send .* again\.$/),
    });
    const note = await api.send('POST', '/api/log', { text: 'a note' });
    expect([note.status, ((await note.json()) as Problem).code]).toEqual([503, 'storage-full']);
    const inventory = await api.send('PUT', '/api/devices', '{"device":"d-2"}', {
      'content-type': 'application/x-ndjson',
    });
    expect((await inventory.json()) as Problem).toMatchObject({
      code: 'storage-full',
      detail: expect.stringContaining('at least 0 devices of the inventory are in, not all.'),
    });
    expect(await api.json('/api/devices/d-1')).toMatchObject({ device: 'd-1' });
    const { ready, degraded } = await api.json<Readiness>('/readyz');
    expect([ready, degraded]).toEqual([true, [expect.stringContaining('The disk that holds the data is full')]]);
    expect(await (await api.request('/metrics')).text()).toContain('bootwatch_store_full 1');

    disk.full = false;
    const taken = (await (await api.report([{ kind: 'boot.completed' }])).json()) as ReportsReceipt;
    expect(taken).toEqual({ accepted: 1, duplicates: 0, rejected: [], ignored: [] });
    expect((await api.json<Readiness>('/readyz')).degraded).toEqual([]);
  });

  it('is cleaned of what is past its retention although nothing can be saved, and small writes are not said to fail', async () => {
    const memory = createMemoryStore();
    const asked: string[] = [];
    const failing = (what: string) => async () => {
      asked.push(what);
      throw new StoreFull('no space left');
    };
    const damage = async () => (asked.push('damage') > 0 ? [{ table: 'devices', parts: 1 }] : []);
    const store = { ...memory, putCheckpoint: failing('save'), dropBefore: failing('drop'), damage };
    const api = await makeApi(store);
    await api.report([{ kind: 'boot.started' }]);
    asked.length = 0;
    await keepHouse(api.running.product);
    expect(asked).toEqual(['drop', 'save', 'damage']);
    expect(api.trouble).toHaveLength(2);
    expect(api.running.product.store.isFull()).toBe(false);
    expect(await (await api.request('/metrics')).text()).toContain('bootwatch_checkpoints_total{result="failed"} 1');
  });

  it('is told to the log once, however often it is met', async () => {
    const { store, disk } = fillable();
    const api = await makeApi(store);
    disk.full = true;
    for (let n = 0; n < 5; n++) await api.report([{ kind: 'boot.started', boot: `b-${n}` }]);
    expect(api.trouble).toHaveLength(1);
  });
});

const isBad = (record: StoredRecord) => 'device' in record && record.device.lo === hash64('bad').lo;

function choosy() {
  const memory = createMemoryStore();
  const append: Store['append'] = (records, names) =>
    records.some(isBad) ? Promise.reject(new Error('the engine does not like it')) : memory.append(records, names);
  return { ...memory, append };
}

describe('a report the store can not keep', () => {
  it('is refused by its index, and neither its own batch nor those written with it suffer', async () => {
    const api = await makeApi(choosy(), START, { groupGapMs: 20 });
    const others = api.report([{ kind: 'boot.started', device: 'good-1' }]);
    const mixed = api.report(['good-2', 'bad', 'good-3'].map((device) => ({ kind: 'boot.started', device })));
    expect((await (await others).json()) as ReportsReceipt).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [],
      ignored: [],
    });
    expect((await (await mixed).json()) as ReportsReceipt).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 1, why: expect.stringContaining('can not be stored') }],
      ignored: [],
    });
    const known = ['good-1', 'good-2', 'good-3', 'bad'].map((device) => api.request(`/api/devices/${device}`));
    expect((await Promise.all(known)).map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    expect(await (await api.request('/metrics')).text()).toContain(
      'bootwatch_reports_rejected_total{reason="unwritable"} 1',
    );
  });

  it('is not acknowledged as a repetition either', async () => {
    const memory = choosy();
    const append: Store['append'] = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return memory.append(...args);
    };
    const api = await makeApi({ ...memory, append });
    const first = api.report([{ kind: 'boot.started', device: 'bad' }]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const again = await api.report([{ kind: 'boot.started', device: 'bad' }]);
    expect([(await first).status, again.status]).toEqual([200, 503]);
  });

  it('is found in the end even where there are more than one sending may look for', async () => {
    const memory = createMemoryStore();
    const append: Store['append'] = (records, names) =>
      records.some((record) => 'device' in record && bad.has(record.device.lo))
        ? Promise.reject(new Error('the engine does not like it'))
        : memory.append(records, names);
    const devices = Array.from({ length: 600 }, (_, n) => `d-${n}`);
    const bad = new Set(devices.filter((_, n) => n % 2 === 1).map((device) => hash64(device).lo));
    const api = await makeApi({ ...memory, append });
    const answers: Response[] = [];
    do answers.push(await api.report(devices.map((device) => ({ kind: 'boot.started', device }))));
    while (answers.at(-1)?.status === 503 && answers.length < 10);
    expect(answers.length).toBeGreaterThan(1);
    expect(((await answers[0].json()) as Problem).detail).toMatch(/^Not all of this could be written down/);
    const receipt = (await answers.at(-1)?.json()) as ReportsReceipt;
    expect(receipt.rejected.map(({ index }) => index)).toEqual(devices.flatMap((_, n) => (n % 2 === 1 ? [n] : [])));
    expect(receipt.accepted + receipt.duplicates).toBe(300);
    expect(api.running.product.fleet.deviceCount).toBe(300);
  });

  it('is refused by its line in an inventory', async () => {
    const api = await makeApi(choosy());
    const lines = ['good', 'bad', 'fine'].map((device) => JSON.stringify({ device })).join('\n');
    const answer = await api.send('PUT', '/api/devices', lines, { 'content-type': 'application/x-ndjson' });
    const receipt = (await answer.json()) as InventoryReceipt;
    expect(receipt).toMatchObject({ applied: 2, rejectedCount: 1, rejected: [{ line: 2 }] });
  });
});

describe('a record that is kept but can not be applied', () => {
  it('is left out at each start, and what comes after it is there', async () => {
    const store = createMemoryStore();
    const before = await makeApi(store);
    await before.report([{ kind: 'boot.started', device: 'one' }]);
    const bad = { kind: 'report', seq: 2, receivedAt: START, device: hash64('bad'), at: START, report: null };
    await store.append([bad as unknown as StoredRecord], []);
    const after = await makeApi(store);
    await after.report([{ kind: 'boot.started', device: 'two' }]);
    expect(after.running.product.fleet.deviceCount).toBeGreaterThanOrEqual(2);
    expect(after.trouble).toEqual([expect.stringMatching(/^record 2 could not be applied and is left out: /)]);
    expect(await (await after.request('/metrics')).text()).toContain('bootwatch_records_left_out_total 1');
    const { troubles } = await after.json<Snapshot>('/api/snapshot');
    expect(troubles).toEqual([expect.stringMatching(/^1 report could not be counted since the start/)]);
  });

  it('does not fill the log where there are many', async () => {
    const store = createMemoryStore();
    const bad = { kind: 'report', receivedAt: START, device: hash64('bad'), at: START, report: null };
    const many = Array.from({ length: 2_001 }, (_, n) => ({ ...bad, seq: n + 1 }) as unknown as StoredRecord);
    await store.append(many, []);
    const api = await makeApi(store);
    expect(api.trouble.map((line) => line.split(':')[0])).toEqual([
      'record 1 could not be applied and is left out',
      'record 1000 could not be applied and is left out, 1000 so far',
      'record 2000 could not be applied and is left out, 2000 so far',
    ]);
  });
});

describe('damage in the store', () => {
  it('is said on the board, on /readyz and in the metrics, in words that say what it means', async () => {
    const memory = createMemoryStore();
    let damage = [{ table: 'records', parts: 1 }];
    const api = await makeApi({ ...memory, damage: async () => damage });
    const records =
      'Reports acknowledged since the state was last saved may be missing from the counts, older ones from the lists.';
    const sentence = `Part of the stored history is damaged (records: 1 part set aside). ${records}`;
    expect(await api.json<Readiness>('/readyz')).toMatchObject({ ready: true, degraded: [sentence] });
    expect((await api.json<Snapshot>('/api/snapshot')).troubles).toEqual([sentence]);
    await api.send('PUT', '/api/updates/a~b~1', { name: 'B 1' });
    expect((await api.json<UpdateDetail>('/api/updates/a~b~1')).troubles).toEqual([sentence]);
    expect(await (await api.request('/metrics')).text()).toContain('bootwatch_damaged_parts{table="records"} 1');
    damage = [...damage, { table: 'log', parts: 2 }, { table: 'checkpoint', parts: 4 }];
    await api.running.product.lookForDamage();
    const [degraded] = (await api.json<Readiness>('/readyz')).degraded;
    expect(degraded).toMatch(
      /^Part of the stored history is damaged \(records, log: 3 parts set aside\)\. Decisions may be missing: check every pause\. The gate answers 503 /,
    );
    expect(degraded).toContain(records);
  });

  it.each([
    ['devices', 'Names and labels of devices may be missing.'],
    ['update_minute', 'Charts of the past may have gaps.'],
  ])('of %s has its own sentence', async (table, sentence) => {
    const api = await makeApi({ ...createMemoryStore(), damage: async () => [{ table, parts: 2 }] });
    expect((await api.json<Readiness>('/readyz')).degraded).toEqual([
      `Part of the stored history is damaged (${table}: 2 parts set aside). ${sentence}`,
    ]);
  });

  it('of a checkpoint is not said: all of it is in the reports', async () => {
    const api = await makeApi({ ...createMemoryStore(), damage: async () => [{ table: 'checkpoint', parts: 2 }] });
    expect((await api.json<Readiness>('/readyz')).degraded).toEqual([]);
  });
});

describe('a damaged log', () => {
  it('makes the gate refuse, whatever is still known, until a start finds it whole; pausing goes on', async () => {
    const memory = createMemoryStore();
    const log = { parts: 0, hides: false };
    const store: Store = {
      ...memory,
      damage: async () => (log.parts === 0 ? [] : [{ table: 'log', parts: log.parts }]),
      readLog: async () => (log.hides ? [] : memory.readLog()),
    };
    const gate = '/api/gate?update=a/b@1&ring=Pilot';
    const before = await makeApi(store);
    await before.report([{ kind: 'update.installed', update: 'a/b@1', activation: 'live', labels: { ring: 'Pilot' } }]);
    const pause = { rings: 'all' };
    await before.send('POST', '/api/updates/a~b~1/holds', pause);
    expect(await before.json(gate)).toMatchObject({ decision: 'hold' });
    await before.running.product.saver.save();

    Object.assign(log, { parts: 1, hides: true });
    const after = await makeApi(store);
    const refused = await after.request(gate);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await refused.json()).toMatchObject({
      code: 'log-damaged',
      detail: expect.stringContaining('Part of the log of decisions is damaged'),
    });
    const placed = await after.send('POST', '/api/updates/a~b~1/holds', pause, { 'idempotency-key': 'another' });
    expect(placed.status).toBe(200);
    const seqs = (await memory.readLog()).map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(seqs.length);
    // Put back behind its back: it was not read, so nothing is known yet.
    log.parts = 0;
    await after.running.product.lookForDamage();
    expect((await after.request(gate)).status).toBe(503);
    expect((await after.json<Readiness>('/readyz')).degraded).toEqual([expect.stringContaining('Decisions may be')]);

    log.hides = false;
    expect(await (await makeApi(store)).json(gate)).toMatchObject({ decision: 'hold' });
  });
});

describe("a machine's clock that is set back", () => {
  it('is said until it has caught up', async () => {
    const api = await makeApi();
    await api.report([{ kind: 'boot.started' }]);
    api.wait(-30_000);
    expect((await api.json<Readiness>('/readyz')).degraded).toEqual([]);
    api.wait(-90 * 60_000);
    expect((await api.json<Readiness>('/readyz')).degraded).toEqual([expect.stringContaining('for 91 min the fleet')]);
    api.wait(91 * 60_000);
    expect((await api.json<Readiness>('/readyz')).degraded).toEqual([]);
  });
});

describe('a store that is slow', () => {
  it('has the minutes of before a saved state first: a start from it does not close them again', async () => {
    const memory = createMemoryStore();
    const written: string[] = [];
    const { promise: letGo, resolve } = Promise.withResolvers<void>();
    const api = await makeApi({
      ...memory,
      putMinute: async (minute) => {
        await letGo;
        written.push('minute');
        await memory.putMinute(minute);
      },
      putCheckpoint: async (...state) => {
        written.push('state');
        await memory.putCheckpoint(...state);
      },
    });
    await api.report([{ kind: 'boot.started' }]);
    for (let half = 0; half < 6; half++) api.wait(30_000);
    const saved = api.running.product.saver.save();
    await new Promise((next) => setTimeout(next));
    expect(written).toEqual([]);
    resolve();
    await saved;
    expect(written.slice(-2)).toEqual(['minute', 'state']);
  });
});
