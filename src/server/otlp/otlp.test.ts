import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import type { DeviceDetail } from '#contract/device.ts';
import { MAX_BODY_BYTES } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { Refusal } from '../problem.ts';
import { makeApi, START, type TestApi } from '../testing/make-api.ts';
import { MAX_VALUE_DEPTH } from './log-record.ts';
import { recordsFromJson } from './read-json.ts';
import { recordsFromProtobuf } from './read-protobuf.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const nano = (ms: number) => `${ms}000000`;

type Any = Record<string, unknown>;
const str = (stringValue: string): Any => ({ stringValue });
const pair = (key: string, value: Any) => ({ key, value });

/** Attributes of plain values. */
const attributes = (values: Record<string, string | number | boolean>) =>
  Object.entries(values).map(([key, value]) => {
    if (typeof value === 'string') return pair(key, str(value));
    return pair(key, typeof value === 'boolean' ? { boolValue: value } : { intValue: String(value) });
  });

interface Sent {
  at?: number;
  eventName?: string;
  body?: Any;
  attributes?: ReturnType<typeof attributes>;
}

const request = (resource: Record<string, string>, records: readonly Sent[]) => ({
  resourceLogs: [
    {
      resource: { attributes: attributes(resource) },
      scopeLogs: [{ logRecords: records.map(({ at = START, ...record }) => ({ timeUnixNano: nano(at), ...record })) }],
    },
  ],
});

const send = (api: TestApi, body: unknown, path = '/v1/logs') => api.send('POST', path, body, JSON_TYPE);
const deviceOf = (api: TestApi, device: string) => api.json<DeviceDetail>(`/api/devices/${device}`);

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

describe('the Windows event log', () => {
  const event = (provider: string, id: number, at: number, data: Record<string, string> = {}): Sent => ({
    at,
    body: {
      kvlistValue: {
        values: [
          pair('provider', { kvlistValue: { values: attributes({ name: provider, guid: '', event_source: '' }) } }),
          pair('event_id', { kvlistValue: { values: attributes({ id, qualifiers: 0 }) } }),
          pair('computer', str('WIN-7')),
          pair('channel', str('System')),
          pair('event_data', {
            kvlistValue: {
              values: [
                pair('data', {
                  arrayValue: {
                    values: Object.entries(data).map(([key, value]) => ({
                      kvlistValue: { values: attributes({ [key]: value }) },
                    })),
                  },
                }),
              ],
            },
          }),
        ],
      },
    },
  });
  const KERNEL = 'Microsoft-Windows-Kernel-General';
  const iso = (at: number) => new Date(at).toISOString().replace('Z', '0000Z');
  const starting = (at: number) => event(KERNEL, 12, at + 3_000, { StartTime: iso(at) });
  const seen = async (api: TestApi) =>
    (await deviceOf(api, 'WIN-7')).reports
      .toSorted((a, b) => a.at - b.at)
      .map((report) => `${(report.at - START) / 1000} ${report.kind} ${'boot' in report ? report.boot : ''}`.trim());
  const at = (seconds: number) => START + seconds * 1000;
  const name = (seconds: number) => `@${at(seconds) / 1000}`;

  test('tells of a restart that was asked for and went well', async () => {
    const api = await makeApi();
    await send(
      api,
      request({}, [
        event('User32', 1074, at(-100), { param1: 'C:\\Windows\\explorer.exe', param5: 'restart' }),
        event('EventLog', 6006, at(-90)),
        event(KERNEL, 13, at(-85)),
        starting(at(-50)),
        event('EventLog', 6009, at(-40)),
        event('EventLog', 6005, at(-40)),
      ]),
    );
    expect(await seen(api)).toEqual([
      '-100 shutdown',
      `-50 boot.started ${name(-50)}`,
      `-40 boot.completed ${name(-50)}`,
    ]);
    expect((await deviceOf(api, 'WIN-7')).condition).toBe('healthy');
  });

  test('in a boot loop every start counts, and the stop code is told once', async () => {
    const api = await makeApi();
    await send(
      api,
      request({ 'host.name': 'WIN-7' }, [
        starting(at(-300)),
        event('EventLog', 6005, at(-290)),
        starting(at(-200)),
        starting(at(-140)),
        event('Microsoft-Windows-Kernel-Power', 41, at(-138), { BugcheckCode: '80', PowerButtonTimestamp: '0' }),
        event('EventLog', 6008, at(-137)),
        event('Microsoft-Windows-WER-SystemErrorReporting', 1001, at(-136), {
          param1: '0x00000050 (0xffff840500000074, 0x0000000000000000, 0xfffff8036c59af0a, 0x0000000000000002)',
        }),
      ]),
    );
    const device = await deviceOf(api, 'WIN-7');
    expect(device.condition).toBe('looping');
    expect(device.lastCrash).toMatchObject({ code: '0x50', at: at(-141) });
    expect(device.reports.filter(({ kind }) => kind === 'crash')).toHaveLength(1);
  });

  test('an end without an announcement is one by its own will; power lost is no crash', async () => {
    const api = await makeApi();
    await send(api, request({}, [starting(at(-300)), event('EventLog', 6005, at(-290)), event(KERNEL, 13, at(-200))]));
    expect((await deviceOf(api, 'WIN-7')).condition).toBe('off');
    await send(
      api,
      request({}, [starting(at(-100)), event('Microsoft-Windows-Kernel-Power', 41, at(-98), { BugcheckCode: '0' })]),
    );
    expect((await deviceOf(api, 'WIN-7')).lastCrash).toBeNull();
  });

  test('a boot keeps its name over batches, clock corrections and a restart of the server', async () => {
    const api = await makeApi();
    await send(api, request({}, [starting(at(-300))]));
    await send(api, request({}, [starting(at(-300) + 2_000)]));
    const again = await makeApi(api.running.product.world.store as never);
    await send(again, request({}, [event('EventLog', 6005, at(-290)), starting(at(-300) - 3_000)]));
    expect(await seen(again)).toEqual([`-300 boot.started ${name(-300)}`, `-290 boot.completed ${name(-300)}`]);
  });

  test('updates and drivers are installs, other services are not', async () => {
    const api = await makeApi();
    await send(
      api,
      request({}, [
        event('Microsoft-Windows-WindowsUpdateClient', 19, START, {
          updateTitle: '2024-07 Cumulative Update for Windows 11 Version 23H2 for x64-based Systems (KB5040442)',
          updateGuid: '{aa}',
        }),
        event('Service Control Manager', 7045, START, {
          ServiceName: 'CSAgent',
          ImagePath: '\\SystemRoot\\system32\\drivers\\CrowdStrike\\csagent.sys',
          ServiceType: 'kernel mode driver',
        }),
        event('Service Control Manager', 7045, START, { ServiceName: 'Zoom', ServiceType: 'user mode service' }),
      ]),
    );
    api.wait(1_000);
    const { updates } = await api.json<Snapshot>('/api/snapshot');
    expect(updates.map(({ id }) => id).toSorted()).toEqual([
      'microsoft/windows-update@KB5040442',
      'windows-driver/CSAgent@csagent.sys',
    ]);
  });
});

describe("systemd's journal", () => {
  const fields = { _BOOT_ID: 'f0e1', _MACHINE_ID: 'm-1', _HOSTNAME: 'web-1', SYSLOG_IDENTIFIER: 'systemd' };
  const inBody = (at: number, more: Record<string, string>): Sent => ({
    at,
    body: { kvlistValue: { values: attributes({ ...fields, ...more }) } },
  });
  const inAttributes = (at: number, { MESSAGE = '', ...more }: Record<string, string>): Sent => ({
    at,
    body: str(MESSAGE),
    attributes: attributes(
      Object.fromEntries(Object.entries({ ...fields, ...more }).map(([key, value]) => [`journald.${key}`, value])),
    ),
  });

  test.each([
    ['as a map', inBody],
    ['as attributes', inAttributes],
  ])('tells of boots, sleep and shutdown, its fields %s', async (_, record) => {
    const api = await makeApi();
    const message = (at: number, id: string, more: Record<string, string> = {}) =>
      record(START + at * 1000, { MESSAGE_ID: id, ...more });
    await send(
      api,
      request({}, [
        record(START - 301_000, { MESSAGE: 'Linux version 6.8' }),
        message(-300, 'f77379a8490b408bbe5f6940505a777b', { MESSAGE: 'Journal started' }),
        message(-290, 'b07a249cd024414a82dd00cd181378ff', { KERNEL_USEC: '1500000', USERSPACE_USEC: '8000000' }),
        message(-200, '6bbd95ee977941e497c48be27c254128'),
        message(-100, '8811e6df2a8e40f58a94cea26f8ebf14'),
        message(-10, '98268866d1d54a499c4e98921d93bc40', { MESSAGE: 'System is rebooting.' }),
      ]),
    );
    const { reports } = await deviceOf(api, 'm-1');
    expect(reports.toSorted((a, b) => a.at - b.at).map(({ kind }) => kind)).toEqual([
      'boot.started',
      'boot.completed',
      'shutdown',
      'heartbeat',
      'shutdown',
    ]);
    expect(api.running.product.metrics.otlpRecordsIgnored).toBe(1);
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
