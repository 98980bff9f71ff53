import { describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { ReportsReceipt } from '#contract/report.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { PATH } from './testing/made-fleet.ts';
import { makeApi, START } from './testing/make-api.ts';

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

  it('says on the board that many were not taken', async () => {
    const api = await makeApi();
    const heartbeats = (at: number) =>
      Array.from({ length: 20 }, (_, n) => ({ device: `d-${n}`, at, kind: 'heartbeat', boot: 'b' }));
    const send = (at: number) =>
      api.send('POST', '/api/reports', JSON.stringify({ sentAt: START, reports: heartbeats(at) }));
    await send(START);
    expect((await api.json<Snapshot>('/api/snapshot')).troubles).toEqual([]);
    await send(START + 3_600_000);
    api.wait(1_000);
    expect((await api.json<Snapshot>('/api/snapshot')).troubles).toEqual([
      expect.stringMatching(/^20 of the 40 reports of the last 10 min were not taken: 20 for their time/),
    ]);
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
    ['a misspelt fact', 'PUT', PATH, '{"nam":"x"}', {}, 400, 'bad-request'],
    ['an unknown path', 'GET', '/api/nothing', undefined, {}, 404, 'not-found'],
    ['an unknown method of a known path', 'DELETE', '/api/reports', undefined, {}, 405, 'method-not-allowed'],
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

  it('names the methods that a path takes', async () => {
    const api = await makeApi();
    const response = await api.request('/api/devices', { method: 'DELETE' });
    expect(response.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'PUT']);
    expect(((await response.json()) as Problem).detail).toMatch(
      /^There is no DELETE \/api\/devices here; it takes GET and PUT\. /,
    );
  });

  it('names a misspelt fact and the facts there are', async () => {
    const api = await makeApi();
    const response = await api.send('PUT', PATH, '{"nam":"x","reach":"kernel"}');
    expect(((await response.json()) as Problem).detail).toMatch(
      /^"nam" is no fact .* facts are name, channel, reach, /,
    );
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
