import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { InventoryReceipt } from '#contract/inventory.ts';
import { MAX_INVENTORIES_AT_ONCE, MAX_INVENTORY_LINE_BYTES, MAX_LISTED_LINES } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { createMemoryStore } from '../memory-store.ts';
import { makeApi, type TestApi } from '../testing/make-api.ts';

const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv; charset=utf-8';

async function put(api: TestApi, type: string, body: BodyInit, query = '', headers: Record<string, string> = {}) {
  const response = await api.request(`/api/devices${query}`, {
    method: 'PUT',
    headers: { 'content-type': type, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  return { status: response.status, answer: await response.json(), headers: response.headers };
}

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

async function recordsIn(store: ReturnType<typeof createMemoryStore>): Promise<number> {
  let count = 0;
  for await (const batch of store.replay(0)) count += batch.filter(({ kind }) => kind === 'inventory').length;
  return count;
}

/** Many lines from a source that says how many of its pieces were asked for. */
function endless(piece: (n: number) => string, pieces: number) {
  let asked = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (asked === pieces) return controller.close();
        controller.enqueue(new TextEncoder().encode(piece(asked++)));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked: () => asked };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('an inventory', () => {
  test('counts what is new, changed, unchanged, bad and repeated; the first line of a device wins', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    const first = lines(
      { device: 'a', labels: { ring: 'Canary', rack: '7' } },
      { device: 'b', labels: { ring: 'Pilot' }, rings: { intune: 'Early' }, timeZone: 'Europe/Berlin' },
      { device: 'a', labels: { ring: 'Broad' } },
      { device: 'c', lables: {} },
      'no object',
    );
    expect((await put(api, NDJSON, first)).answer).toEqual({
      dryRun: false,
      applied: 2,
      new: 2,
      changed: 0,
      unchanged: 0,
      rejected: [
        { line: 4, field: 'lables', why: 'unknown key "lables"', fix: 'Did you mean "labels"?' },
        { line: 5, field: null, why: 'not a JSON object', fix: expect.any(String) },
      ],
      rejectedCount: 2,
      duplicates: [{ line: 3, repeats: 1, device: 'a' }],
      duplicateCount: 1,
      newRings: [],
      changes: [],
    });
    expect(await recordsIn(store)).toBe(2);

    const second = 'device,ring,ring:intune,label:rack\na,Canary,,8\nb,Pilot,Nightly,\nd,Testers,,\n';
    const { answer } = await put(api, CSV, second);
    expect(answer).toMatchObject({ new: 1, changed: 2, unchanged: 0, newRings: ['Nightly', 'Testers'] });
    expect(answer.changes).toEqual([
      { what: 'other labels', devices: 1, examples: [{ line: 2, device: 'a', from: null, to: null }] },
      { what: 'ring:intune', devices: 1, examples: [{ line: 3, device: 'b', from: 'Early', to: 'Nightly' }] },
    ]);
    expect((await put(api, CSV, second)).answer).toMatchObject({ new: 0, changed: 0, unchanged: 3, newRings: [] });
    expect(await recordsIn(store)).toBe(5);
    expect(await api.json('/api/devices/a')).toMatchObject({ labels: { ring: 'Canary', rack: '8' } });
  });

  test('only says what it would change in a dry run; a misspelt one is refused', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    const body = lines({ device: 'a', labels: { ring: 'Testers' } }, { device: 'a' }, {});
    const wanted = { applied: 1, new: 1, duplicateCount: 1, rejectedCount: 1, newRings: ['Testers'] };
    for (const query of ['?dry-run', '?dry-run=true']) {
      expect((await put(api, NDJSON, body, query)).answer).toMatchObject({ dryRun: true, ...wanted });
    }
    const misspelt = await put(api, NDJSON, body, '?dryrun');
    expect([misspelt.status, misspelt.answer.detail]).toEqual([400, expect.stringContaining('"dry-run"')]);
    expect([await recordsIn(store), (await api.json<Snapshot>('/api/snapshot')).inventory]).toEqual([0, undefined]);
    expect((await put(api, NDJSON, body, '?dry-run=false')).answer).toMatchObject({ dryRun: false, ...wanted });
    expect(await recordsIn(store)).toBe(1);
  });

  test('leaves a region the zone its last line tells, and writes nothing when it comes again', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    const told = (...zones: string[]) =>
      `device,region,timeZone\n${zones.map((zone, n) => `d-${n},eu,Europe/${zone}`).join('\n')}`;
    const sent = [
      told('Berlin', 'Paris', 'Berlin'),
      told('Berlin', 'Paris', 'Berlin'),
      told('Berlin', 'Berlin', 'Paris'),
    ];
    const answers = [];
    for (const body of sent) {
      const { answer } = await put(api, CSV, body);
      const { zones } = api.running.product.fleet;
      answers.push([answer.new, answer.changed, answer.unchanged, await recordsIn(store), ...zones.values()]);
    }
    expect(answers).toEqual([
      [3, 0, 0, 3, 'Europe/Berlin'],
      [0, 0, 3, 3, 'Europe/Berlin'],
      [0, 1, 2, 4, 'Europe/Paris'],
    ]);
  });

  test('puts on the board how complete it is, also after a restart', async () => {
    const store = createMemoryStore();
    const api = await makeApi(store);
    await api.report([{ kind: 'heartbeat', device: 'heard', labels: { ring: 'Canary', site: 's' } }]);
    await put(api, CSV, 'device,ring,site,ring:falcon\nheard,Canary,s,\nsilent,,,Pilot\nnowhere,,,\n');
    const wanted = { devices: 3, heardInDay: 1, inNoRing: [{ channel: 'falcon', devices: 1 }], noSite: 2 };
    expect((await api.json<Snapshot>('/api/snapshot')).inventory).toEqual(wanted);
    await api.running.product.saver.save();
    const again = await makeApi(store, api.now());
    expect((await again.json<Snapshot>('/api/snapshot')).inventory).toEqual(wanted);
  });

  test('lists the first bad lines and repetitions and counts all; texts that are too long or no UTF-8 spoil one line', async () => {
    const api = await makeApi();
    const long = 'x'.repeat(MAX_INVENTORY_LINE_BYTES);
    const many = Array.from({ length: MAX_LISTED_LINES + 50 }, () => '{"device":"a"}\nbad').join('\n');
    const { answer } = await put(api, NDJSON, many);
    expect([answer.rejectedCount, answer.rejected.length]).toEqual([MAX_LISTED_LINES + 50, MAX_LISTED_LINES]);
    expect([answer.duplicateCount, answer.duplicates.length]).toEqual([MAX_LISTED_LINES + 49, MAX_LISTED_LINES]);
    const spoilt = await put(
      api,
      NDJSON,
      new Blob([`{"device":"${long}"}\r\n\r\n`, Uint8Array.of(0xe4, 10), '{"device":"b"}']),
    );
    expect(spoilt.answer).toMatchObject({
      new: 1,
      rejected: [
        { line: 1, why: expect.stringContaining('longer than') },
        { line: 3, why: 'not valid UTF-8' },
      ],
    });
    expect((await put(api, CSV, Uint8Array.of(0xff, 0xfe, 0x64, 0))).answer.detail).toContain('UTF-16');
    expect((await put(api, 'application/json', '[]')).status).toBe(415);
  });

  test('is read no faster than it is written, and may come zipped', async () => {
    const store = createMemoryStore();
    const { promise: room, resolve: makeRoom } = Promise.withResolvers<void>();
    const api = await makeApi({ ...store, append: (...all) => room.then(() => store.append(...all)) });
    const piece = (n: number) => Array.from({ length: 500 }, (_, i) => `{"device":"d-${n}-${i}"}\n`).join('');
    const source = endless(piece, 100);
    const sent = put(api, NDJSON, source.body);
    let before = -1;
    await vi.waitUntil(
      () => {
        const stands = source.asked() > 0 && source.asked() === before;
        before = source.asked();
        return stands;
      },
      { interval: 100 },
    );
    expect(source.asked()).toBeLessThan(30);
    makeRoom();
    expect((await sent).answer).toMatchObject({ new: 50_000 });
    const zipped = gzipSync(Array.from({ length: 100 }, (_, n) => piece(n)).join(''));
    const again = await put(api, NDJSON, zipped, '', { 'content-encoding': 'gzip' });
    expect(again.answer).toMatchObject({ new: 0, unchanged: 50_000 });
  });

  test('is written in smaller portions where its lines are long', async () => {
    const store = createMemoryStore();
    const portions: number[] = [];
    const append: typeof store.append = (records, ...rest) => {
      portions.push(JSON.stringify(records).length);
      return store.append(records, ...rest);
    };
    const api = await makeApi({ ...store, append });
    const extra = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`own-${n}`, 'x'.repeat(200)]));
    const body = lines(...Array.from({ length: 1_000 }, (_, n) => ({ device: `d-${n}`, labels: extra })));
    expect((await put(api, NDJSON, body)).answer).toMatchObject({ new: 1_000 });
    expect(Math.max(...portions)).toBeLessThan(1.5 * 1024 * 1024);
    expect(await recordsIn(store)).toBe(1_000);
  });

  test('is one of a limited number, however small', async () => {
    const api = await makeApi();
    const standing = Array.from({ length: MAX_INVENTORIES_AT_ONCE }, () => {
      const { promise, resolve: finish } = Promise.withResolvers<void>();
      const body = new ReadableStream<Uint8Array>({ pull: (controller) => promise.then(() => controller.close()) });
      return { answer: put(api, NDJSON, body), finish };
    });
    const refused = await put(api, NDJSON, '{"device":"a"}');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    for (const { finish } of standing) finish();
    await Promise.all(standing.map(({ answer }) => answer));
    expect((await put(api, NDJSON, '{"device":"a"}')).answer).toMatchObject({ new: 1 });
  });

  test('keeps what was applied when it breaks off, and says how to go on', async () => {
    const store = createMemoryStore();
    let writes = 0;
    let isBroken = true;
    const append: typeof store.append = async (...all) => {
      if (++writes > 1 && isBroken) throw new Error('the engine is gone');
      return store.append(...all);
    };
    const api = await makeApi({ ...store, append });
    const body = Array.from({ length: 12_000 }, (_, i) => `{"device":"d-${i}"}`).join('\n');
    const broken = await put(api, NDJSON, body);
    isBroken = false;
    expect(broken.status).toBe(503);
    const kept = api.running.product.fleet.deviceCount;
    expect(broken.answer.detail).toContain(`${kept} devices are in. Send all of it again`);
    expect((await put(api, NDJSON, body)).answer).toMatchObject({ new: 12_000 - kept, unchanged: kept });
  });

  test('keeps what was applied when its sender is gone in the middle of a line, and nothing of that line', async () => {
    const api = await makeApi();
    const whole = Array.from({ length: 9_000 }, (_, i) => `{"device":"d-${i}"}\n`).join('');
    const pieces = [whole, '{"device":"d-x"}'];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.error(new Error('connection reset'));
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    expect((await put(api, NDJSON, body)).status).toBe(400);
    await api.running.ingest.drained();
    const kept = api.running.product.fleet.deviceCount;
    expect(kept).toBeGreaterThan(0);
    expect((await put(api, NDJSON, whole)).answer).toMatchObject({ new: 9_000 - kept, unchanged: kept });
  });

  test('is not waited for when it stands still or trickles, and is one of few', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'performance'],
    });
    const api = await makeApi();
    const trickle = () => {
      let dripping: ReturnType<typeof setInterval>;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          dripping = setInterval(() => controller.enqueue(Uint8Array.of(0x20)), 5_000);
        },
        cancel: () => clearInterval(dripping),
      });
    };
    const large = (rest: ReadableStream<Uint8Array>) => {
      const first = new TransformStream<Uint8Array, Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(2 * 1024 * 1024).fill(10)),
      });
      return rest.pipeThrough(first);
    };
    const sent = [large(new ReadableStream()), large(trickle()), trickle()].map((body) => put(api, NDJSON, body));
    await vi.advanceTimersByTimeAsync(5_000);
    const lines = `${'\n'.repeat(2 * 1024 * 1024)}{"device":"a"}`;
    const refused = put(api, NDJSON, lines);
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await refused).headers.get('retry-after')).toBe('10');
    await vi.advanceTimersByTimeAsync(40_000);
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([408, 408, 408]);
    vi.useRealTimers();
    expect(((await put(api, NDJSON, lines)).answer as InventoryReceipt).new).toBe(1);
  });
});
