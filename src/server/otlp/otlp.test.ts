import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '#contract/limits.ts';
import { Refusal } from '../problem.ts';
import {
  type Any,
  attributes,
  deviceOf,
  JSON_TYPE,
  pair,
  request,
  type Sent,
  send,
  str,
} from '../testing/log-request.ts';
import { makeApi, START } from '../testing/make-api.ts';
import { MAX_VALUE_DEPTH } from './log-record.ts';
import { recordsFromJson } from './read-json.ts';
import { recordsFromProtobuf } from './read-protobuf.ts';

const PROTOBUF = { 'content-type': 'application/x-protobuf' };

const boot = (eventName: string, at: number, more: Record<string, string | number | boolean> = {}): Sent => ({
  at,
  eventName,
  attributes: attributes({ 'device.boot.id': 'b-1', ...more }),
});

describe('events of devices', () => {
  test('are reports, with their labels, at both addresses', async () => {
    const api = await makeApi();
    const resource = {
      'host.id': 'pc-1',
      'host.name': 'PC ONE',
      'os.type': 'windows',
      'os.version': '10.0.22631',
      'bootwatch.ring': 'Canary',
      'bootwatch.cabinet': 'K7',
    };
    const first = await send(api, request(resource, [boot('device.boot.started', START - 60_000)]));
    expect([first.status, first.headers.get('content-type'), await first.json()]).toEqual([
      200,
      'application/json',
      {},
    ]);
    const rest = [
      boot('device.boot.completed', START - 50_000, { 'device.boot.duration': 9_000 }),
      boot('device.heartbeat', START - 1_000, { 'device.heartbeat.interval': 60 }),
      { eventName: 'device.update.installed', attributes: attributes({ 'device.update.id': 'v/p@1' }) },
    ];
    expect((await send(api, request(resource, rest), '/otlp/v1/logs')).status).toBe(200);
    const device = await deviceOf(api, 'pc-1');
    expect(device.labels).toMatchObject({ ring: 'Canary', os: 'windows', build: '10.0.22631', cabinet: 'K7' });
    expect(device.condition).toBe('healthy');
    expect(device.reports.map(({ kind }) => kind).toSorted()).toEqual([
      'boot.completed',
      'boot.started',
      'heartbeat',
      'update.installed',
    ]);
  });

  test('sent again they are known, with the name as an attribute too', async () => {
    const api = await makeApi();
    const body = request({ 'device.id': 'pc-1' }, [
      { attributes: attributes({ 'event.name': 'device.boot.started', 'device.boot.id': 'b-1' }) },
    ]);
    for (let n = 0; n < 3; n++) expect((await send(api, body)).status).toBe(200);
    expect((await deviceOf(api, 'pc-1')).reports).toHaveLength(1);
    expect(api.running.product.metrics).toMatchObject({ reportsAccepted: 1, reportsDuplicate: 2, otlpRecords: 3 });
  });

  test('a crash before a start is told with it', async () => {
    const api = await makeApi();
    const more = {
      'device.boot.previous.clean': false,
      'device.crash.code': '0x50',
      'device.crash.module': 'csagent.sys',
    };
    await send(api, request({ 'host.id': 'pc-1' }, [boot('device.boot.started', START, more)]));
    expect((await deviceOf(api, 'pc-1')).lastCrash).toMatchObject({ code: '0x50', module: 'csagent.sys' });
  });
});

describe('what is not taken', () => {
  test('is counted and the first named, its neighbours are taken', async () => {
    const api = await makeApi();
    const good = boot('device.boot.started', START);
    const bad = { eventName: 'device.boot.started', attributes: attributes({ 'device.boot.earlier': 'yesterday' }) };
    const other = { body: str('user logged in') };
    const response = await send(api, request({ 'host.id': 'pc-1' }, [other, good, bad, boot('device.crash', START)]));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      partialSuccess: { rejectedLogRecords: '2', errorMessage: expect.stringMatching(/^record 2: boot: /) },
    });
    expect(api.running.product.metrics).toMatchObject({ reportsAccepted: 1, otlpRecordsIgnored: 1 });
  });

  test('a record about a boot needs a device, any other does not', async () => {
    const api = await makeApi();
    const body = request({ 'service.name': 'x' }, [{ body: str('hello') }, boot('device.boot.started', START)]);
    expect(await (await send(api, body)).json()).toEqual({
      partialSuccess: {
        rejectedLogRecords: '1',
        errorMessage: 'record 1: the resource says neither host.id nor device.id nor host.name',
      },
    });
  });

  test('a request that is none is refused for good, in its own encoding', async () => {
    const api = await makeApi();
    const refusal = async (body: string, headers: Record<string, string>) => {
      const response = await api.send('POST', '/v1/logs', body, headers);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    expect(await refusal('{"resourceLogs": {}}', JSON_TYPE)).toEqual([
      400,
      'application/json',
      '{"code":3,"message":"resourceLogs: not a list."}',
    ]);
    expect(await refusal('{', JSON_TYPE)).toEqual([400, 'application/json', expect.stringMatching(/"code":3/)]);
    expect(await refusal('\n\u007f', PROTOBUF)).toEqual([
      400,
      'application/x-protobuf',
      expect.stringContaining('The body is not a whole protobuf message.'),
    ]);
    expect((await refusal('x', { 'content-type': 'text/plain' }))[0]).toBe(415);
    expect((await refusal('x', { ...JSON_TYPE, 'content-encoding': 'gzip' }))[0]).toBe(400);
    expect((await refusal(' '.repeat(MAX_BODY_BYTES + 1), JSON_TYPE))[0]).toBe(413);
    expect(api.trouble).toEqual([]);
  });

  test('too deep a value is refused, not followed', async () => {
    let value: Any = str('x');
    for (let depth = 0; depth <= MAX_VALUE_DEPTH; depth++) value = { arrayValue: { values: [value] } };
    const body = request({ 'host.id': 'pc-1' }, [{ body: value }]);
    expect(() => recordsFromJson(body)).toThrow(/nested deeper than 16/);
    expect(() => recordsFromProtobuf(encode(body))).toThrow(/nested deeper than 16/);
  });

  test('while the state is rebuilt clients are told to come again', async () => {
    const { createApi } = await import('../api.ts');
    const app = createApi({ running: () => undefined, newId: () => 'e', onTrouble: () => {} });
    const response = await app.request('http://localhost/v1/logs', { method: 'POST', headers: PROTOBUF, body: 'x' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });
});

describe('gzip', () => {
  test('is read, and a bomb is not', async () => {
    const api = await makeApi();
    const gzip = async (body: string) =>
      new Response(new Response(body).body?.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
    const post = async (body: string) =>
      (
        await api.request('/v1/logs', {
          method: 'POST',
          headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
          body: await gzip(body),
        })
      ).status;
    expect(await post(JSON.stringify(request({ 'host.id': 'pc-1' }, [boot('device.boot.started', START)])))).toBe(200);
    expect((await deviceOf(api, 'pc-1')).reports).toHaveLength(1);
    expect(await post(' '.repeat(50 * MAX_BODY_BYTES))).toBe(413);
  });
});

describe('the two encodings', () => {
  const leaf = fc.oneof(
    fc.string().map(str),
    fc.boolean().map((boolValue): Any => ({ boolValue })),
    fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).map((value): Any => ({ intValue: String(value) })),
    fc.double({ noNaN: true }).map((doubleValue): Any => ({ doubleValue })),
  );
  const key = fc.string({ minLength: 1 });
  const { value } = fc.letrec<{ value: Any }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }).map((values): Any => ({ arrayValue: { values } })),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 3 })
        .map((entries): Any => ({ kvlistValue: { values: entries.map(([k, v]) => pair(k, v)) } })),
    ),
  }));
  const record = fc.record({
    at: fc.integer({ min: 0, max: START }),
    eventName: fc.string(),
    body: value,
    attributes: fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => entries.map(([k, v]) => pair(k, v))),
  });

  test('say the same', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 4 }), (records) => {
        const body = request({ 'host.id': 'pc-1' }, records);
        expect(recordsFromProtobuf(encode(body))).toEqual(recordsFromJson(body));
      }),
    );
  });

  test('bytes that are no request, or a part of one, are refused and nothing else', () => {
    const whole = encode(request({ 'host.id': 'pc-1' }, [boot('device.boot.started', START)]));
    const cut = fc.integer({ min: 0, max: whole.length }).map((end) => whole.slice(0, end));
    const changed = fc
      .tuple(fc.nat(whole.length - 1), fc.nat(255))
      .map(([at, byte]) => whole.map((each, i) => (i === at ? byte : each)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), cut, changed), (bytes) => {
        try {
          recordsFromProtobuf(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 2_000 },
    );
    for (let end = 1; end < whole.length; end++) expect(() => recordsFromProtobuf(whole.slice(0, end))).toThrow();
  });
});

/** The same request in protobuf. */
function encode(body: ReturnType<typeof request>): Uint8Array {
  const writer = new PbfWriter();
  for (const { resource, scopeLogs } of body.resourceLogs) {
    writer.writeMessage(
      1,
      (_, group) => {
        for (const { logRecords } of scopeLogs) {
          const scope = (_scope: null, inner: PbfWriter) => {
            for (const each of logRecords) inner.writeMessage(2, writeRecord, each);
          };
          group.writeMessage(2, scope, null);
        }
        // After the records on purpose: fields may come in any order.
        group.writeMessage(1, (list, inner) => writePairs(list, inner), resource.attributes);
      },
      null,
    );
  }
  return writer.finish().slice();
}

function writeRecord(record: Sent & { timeUnixNano: string }, writer: PbfWriter): void {
  writer.writeFixed64Field(1, Number(record.timeUnixNano));
  if (record.body) writer.writeMessage(5, writeValue, record.body);
  for (const each of record.attributes ?? []) writer.writeMessage(6, writePair, each);
  if (record.eventName) writer.writeStringField(12, record.eventName);
}

function writePairs(pairs: readonly { key: string; value: Any }[], writer: PbfWriter): void {
  for (const each of pairs) writer.writeMessage(1, writePair, each);
}

function writePair(each: { key: string; value: Any }, writer: PbfWriter): void {
  writer.writeStringField(1, each.key);
  writer.writeMessage(2, writeValue, each.value);
}

function writeList(values: readonly Any[], writer: PbfWriter): void {
  for (const each of values) writer.writeMessage(1, writeValue, each);
}

function writeValue(value: Any, writer: PbfWriter): void {
  if (typeof value.stringValue === 'string') writer.writeStringField(1, value.stringValue);
  if (typeof value.boolValue === 'boolean') writer.writeBooleanField(2, value.boolValue);
  if (value.intValue !== undefined) writer.writeVarintField(3, Number(value.intValue));
  if (typeof value.doubleValue === 'number') writer.writeDoubleField(4, value.doubleValue);
  const list = value.arrayValue as { values: Any[] } | undefined;
  if (list) writer.writeMessage(5, writeList, list.values);
  const map = value.kvlistValue as { values: { key: string; value: Any }[] } | undefined;
  if (map) writer.writeMessage(6, (each, inner) => writePairs(each.values, inner), map);
}
