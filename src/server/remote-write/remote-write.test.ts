import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import SnappyJS from 'snappyjs';
import { describe, expect, test } from 'vitest';
import type { DeviceDetail } from '#contract/device.ts';
import { MAX_BODY_BYTES } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import { Refusal } from '../problem.ts';
import { makeApi, START, type TestApi } from '../testing/make-api.ts';
import { readVersion1, readVersion2 } from './read-request.ts';

type Written = readonly {
  labels: Record<string, string>;
  samples: readonly (readonly [value: number, at: number])[];
}[];

const HEADERS = { 'content-encoding': 'snappy' };
const VERSION_1 = { ...HEADERS, 'content-type': 'application/x-protobuf' };
const VERSION_2 = { ...HEADERS, 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' };

const post = (api: TestApi, body: Uint8Array, headers: Record<string, string>) =>
  api.request('/api/v1/write', { method: 'POST', headers, body: body.slice() });
const write = (api: TestApi, series: Written) => post(api, SnappyJS.compress(encode1(series)), VERSION_1);
const deviceOf = (api: TestApi, device: string) => api.json<DeviceDetail>(`/api/devices/${device}`);
const kinds = ({ reports }: DeviceDetail) =>
  reports.toSorted((a, b) => a.at - b.at).map((report) => `${report.kind} ${'boot' in report ? report.boot : ''}`);

/** What node_exporter on `instance` says: it started `upSec` before `at`. */
const node = (instance: string, at: number, upSec: number, more: Record<string, string> = {}): Written => [
  {
    labels: { __name__: 'node_boot_time_seconds', instance, job: 'node', ...more },
    samples: [[at / 1000 - upSec, at]],
  },
  { labels: { __name__: 'up', instance, job: 'node', ...more }, samples: [[1, at]] },
];

describe('what exporters measure', () => {
  test.each([
    ['node_boot_time_seconds', 'linux'],
    ['windows_system_boot_time_timestamp', 'windows'],
  ])('%s is a boot, and every scrape a heartbeat', async (metric, os) => {
    const api = await makeApi();
    const labels = { __name__: metric, instance: 'pc-1:9182', ring: 'Canary', bootwatch_sector: 'Retail', job: 'node' };
    const response = await write(api, [{ labels, samples: [[START / 1000 - 300, START - 60_000]] }]);
    expect([response.status, response.headers.get('x-prometheus-remote-write-samples-written')]).toEqual([204, '1']);
    await write(api, [{ labels, samples: [[START / 1000 - 300, START]] }]);
    const device = await deviceOf(api, 'pc-1');
    expect(device).toMatchObject({ condition: 'healthy', labels: { os, ring: 'Canary', sector: 'Retail' } });
    const boot = `@${START / 1000 - 300}`;
    expect(kinds(device)).toEqual([`boot.started ${boot}`, `heartbeat ${boot}`, `heartbeat ${boot}`]);
  });

  test('a start that wavers by seconds is one boot, also after a restart of the server; a later one is another', async () => {
    const api = await makeApi();
    for (const [ago, waver] of [
      [90, 0],
      [60, 1],
    ] as const) {
      await write(api, node('pc-1:9100', START - ago * 1000, 600 - ago + waver));
    }
    const again = await makeApi(api.running.product.world.store);
    await write(again, node('pc-1:9100', START - 30_000, 600 - 30 - 2));
    await write(again, node('pc-1:9100', START, 20));
    const boots = new Set((await deviceOf(again, 'pc-1')).reports.map((r) => ('boot' in r ? r.boot : '')));
    expect([...boots].toSorted()).toEqual([`@${START / 1000 - 600}`, `@${START / 1000 - 20}`]);
  });

  test('`up` alone keeps a known boot alive, and 0 says nothing', async () => {
    const api = await makeApi();
    await write(api, node('pc-1:9100', START - 120_000, 60));
    const up = (value: number, at: number): Written => [
      { labels: { __name__: 'up', instance: 'pc-1:9100' }, samples: [[value, at]] },
    ];
    await write(api, up(1, START - 60_000));
    await write(api, up(0, START));
    await write(api, [{ labels: { __name__: 'up', instance: 'never:9100' }, samples: [[1, START]] }]);
    expect(kinds(await deviceOf(api, 'pc-1')).filter((kind) => kind.startsWith('heartbeat'))).toHaveLength(2);
    expect((await api.request('/api/devices/never')).status).toBe(404);
  });

  test('a machine that is up for months has no start to tell, and is healthy', async () => {
    const api = await makeApi();
    expect((await write(api, node('old:9100', START, 90 * 86_400))).status).toBe(204);
    const device = await deviceOf(api, 'old');
    expect([device.condition, device.reports.map(({ kind }) => kind)]).toEqual(['healthy', ['heartbeat']]);
  });

  test('other series, stale markers and retries change nothing', async () => {
    const api = await makeApi();
    await write(api, node('pc-1:9100', START, 60));
    await write(api, node('pc-1:9100', START, 60));
    await write(api, [
      { labels: { __name__: 'node_load1', instance: 'pc-1:9100' }, samples: [[0.5, START]] },
      { labels: { __name__: 'node_boot_time_seconds', instance: 'pc-1:9100' }, samples: [[Number.NaN, START]] },
      { labels: { __name__: 'node_boot_time_seconds' }, samples: [[1, START]] },
    ]);
    expect((await deviceOf(api, 'pc-1')).reports).toHaveLength(2);
    expect(api.running.product.metrics.remoteSamples).toBe(7);
  });

  test('a device and its promise may be named by labels', async () => {
    const api = await makeApi();
    await write(api, node('10.0.0.7:9100', START, 60, { bootwatch_device: 'web-7', bootwatch_every_sec: '600' }));
    expect((await deviceOf(api, 'web-7')).labels).toEqual({ os: 'linux' });
    api.wait(600_000);
    expect((await deviceOf(api, 'web-7')).condition).toBe('healthy');
  });
});

describe('a request that is not taken', () => {
  test('says why; what was good in it is in', async () => {
    const api = await makeApi();
    const response = await write(api, [...node('pc-1:9100', START, 60), ...node('pc-2:9100', START + 3_600_000, 60)]);
    const { detail } = (await response.json()) as Problem;
    expect([response.status, detail]).toEqual([400, expect.stringMatching(/^\d of \d were not taken\. pc-2: at: /)]);
    expect((await deviceOf(api, 'pc-1')).condition).toBe('healthy');
  });

  test('names the encoding it wants', async () => {
    const api = await makeApi();
    const status = async (body: Uint8Array, headers: Record<string, string>) => (await post(api, body, headers)).status;
    const body = encode1(node('pc-1:9100', START, 60));
    expect(await status(body, { 'content-type': 'application/x-protobuf' })).toBe(415);
    expect(await status(body, { ...VERSION_1, 'content-type': 'text/plain' })).toBe(415);
    expect(await status(body, VERSION_1)).toBe(400);
    expect(await status(SnappyJS.compress(new Uint8Array(MAX_BODY_BYTES + 1)), VERSION_1)).toBe(400);
    expect(await status(SnappyJS.compress(body.slice(0, -1)), VERSION_1)).toBe(400);
    expect(api.trouble).toEqual([]);
  });
});

describe('the two versions', () => {
  const label = fc.string({ minLength: 1, maxLength: 8 });
  const written = fc.array(
    fc.record({
      labels: fc.dictionary(label, fc.string({ maxLength: 8 }), { maxKeys: 4, noNullPrototype: true }),
      samples: fc.array(fc.tuple(fc.double({ noNaN: true }), fc.integer({ min: 0, max: START })), { maxLength: 3 }),
    }),
    { maxLength: 4 },
  );

  test('say the same', () => {
    fc.assert(
      fc.property(written, (series) => {
        expect(readVersion2(encode2(series))).toEqual(readVersion1(encode1(series)));
      }),
    );
  });

  test('reach the board alike', async () => {
    const api = await makeApi();
    const response = await post(api, SnappyJS.compress(encode2(node('pc-1:9100', START, 60))), VERSION_2);
    expect(response.status).toBe(204);
    expect((await deviceOf(api, 'pc-1')).condition).toBe('healthy');
  });

  test('bytes that are no request are refused and nothing else', () => {
    const whole = [encode1(node('pc-1:9100', START, 60)), encode2(node('pc-1:9100', START, 60))];
    const changed = fc
      .tuple(fc.constantFrom(...whole), fc.nat(), fc.nat(255))
      .map(([bytes, at, byte]) => bytes.map((each, i) => (i === at % bytes.length ? byte : each)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), (bytes) => {
        for (const read of [readVersion1, readVersion2]) {
          try {
            read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

function writeSample([value, at]: readonly [number, number], writer: PbfWriter): void {
  writer.writeDoubleField(1, value);
  writer.writeVarintField(2, at);
}

function encode1(series: Written): Uint8Array {
  const writer = new PbfWriter();
  for (const each of series) {
    writer.writeMessage(
      1,
      ({ labels, samples }, inner) => {
        for (const pair of Object.entries(labels)) {
          inner.writeMessage(
            1,
            ([name, value], at) => {
              at.writeStringField(1, name);
              at.writeStringField(2, value);
            },
            pair,
          );
        }
        for (const sample of samples) inner.writeMessage(2, writeSample, sample);
      },
      each,
    );
  }
  return writer.finish().slice();
}

function encode2(series: Written): Uint8Array {
  const symbols = ['', ...new Set(series.flatMap(({ labels }) => Object.entries(labels).flat()))];
  const writer = new PbfWriter();
  for (const symbol of symbols) writer.writeStringField(4, symbol);
  for (const each of series) {
    writer.writeMessage(
      5,
      ({ labels, samples }, inner) => {
        inner.writePackedVarint(
          1,
          Object.entries(labels)
            .flat()
            .map((symbol) => symbols.indexOf(symbol)),
        );
        for (const sample of samples) inner.writeMessage(2, writeSample, sample);
      },
      each,
    );
  }
  return writer.finish().slice();
}
