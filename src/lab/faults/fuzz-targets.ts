/** The routes that take something in, and bodies for them that are right. */
import { otlpLogs, remoteWrite } from './binary-bodies.ts';
import type { FuzzTarget } from './fuzz.ts';

const text = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const lines = (...values: readonly object[]) => text(values.map((value) => JSON.stringify(value)).join('\n'));

const JSON_TYPE = { 'content-type': 'application/json', 'idempotency-key': 'fuzz' };
const NDJSON = { 'content-type': 'application/x-ndjson' };
const PROTOBUF = { 'content-type': 'application/x-protobuf' };

/** `now`: epoch milliseconds, so that reports are not refused for their age alone. */
export function fuzzTargets(now: number): FuzzTarget[] {
  const labels = { ring: 'Canary', sector: 'Retail', os: 'windows', class: 'laptop', rack: '7' };
  const common = { device: 'fuzz-1', at: now, labels };
  const reports = [
    {
      ...common,
      kind: 'boot.started',
      boot: 'b',
      previous: { clean: false, crash: { code: '0x50' } },
      earlier: [now - 9],
    },
    { ...common, kind: 'boot.completed', boot: 'b', bootMs: 9 },
    { ...common, kind: 'heartbeat', boot: 'b', everySec: 60, updates: ['a/x@1'] },
    { ...common, kind: 'update.installed', update: 'a/x@1', activation: 'live', id: 'r1' },
    { ...common, kind: 'shutdown', intent: 'restart' },
    { ...common, kind: 'crash', code: '0x50', module: 'x.sys' },
    { ...common, kind: 'gone' },
  ];
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const log = {
    resourceLogs: [
      {
        resource: { attributes: [attribute('host.id', 'fuzz-2'), attribute('bootwatch.ring', 'Canary')] },
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: `${now}000000`,
                eventName: 'device.boot.started',
                attributes: [attribute('device.boot.id', 'b')],
              },
              { body: { kvlistValue: { values: [attribute('_BOOT_ID', 'b')] } } },
            ],
          },
        ],
      },
    ],
  };
  const history = { kind: 'boot', ring: 'Canary', sector: 'Retail', build: 'b', region: 'eu', class: 'laptop' };
  return [
    // First: history belongs before the first report.
    {
      method: 'PUT',
      path: '/api/history',
      headers: NDJSON,
      seeds: [lines({ ...history, hour: now - (now % 3_600_000), n: 9, x: 1 })],
    },
    { method: 'POST', path: '/api/reports', headers: JSON_TYPE, seeds: [text({ sentAt: now, reports })] },
    {
      method: 'POST',
      path: '/api/reports',
      headers: { ...NDJSON, 'bootwatch-sent-at': String(now) },
      seeds: [lines(...reports)],
    },
    {
      method: 'PUT',
      path: '/api/devices',
      headers: NDJSON,
      seeds: [
        lines({ device: 'fuzz-3', labels, rings: { intune: 'Pilot' }, timeZone: 'Europe/Berlin' }, { device: 'f' }),
      ],
    },
    {
      method: 'PUT',
      path: '/api/devices',
      headers: { 'content-type': 'text/csv' },
      seeds: [
        text(
          'device,ring,label:rack,ring:intune,timeZone\r\nfuzz-6,Pilot,"7 ""a"", b",,Europe/Berlin\r\nf,,,Canary,\r\n',
        ),
        text('device;class;site\nfuzz-7;laptop;"a\nb"\n\nfuzz-8;kiosk;\n'),
      ],
    },
    {
      method: 'PUT',
      path: '/api/updates/a~x~1',
      headers: JSON_TYPE,
      seeds: [text({ name: 'X', channel: 'x', reach: 'content', target: { os: ['windows'] } })],
    },
    { method: 'POST', path: '/api/log', headers: JSON_TYPE, seeds: [text({ text: 'a note' })] },
    { method: 'POST', path: '/v1/logs', headers: JSON_TYPE, seeds: [text(log)] },
    {
      method: 'POST',
      path: '/v1/logs',
      headers: PROTOBUF,
      seeds: [otlpLogs(now, 'fuzz-4', 'device.boot.completed', { 'device.boot.id': 'b' })],
    },
    {
      method: 'POST',
      path: '/api/v1/write',
      headers: { ...PROTOBUF, 'content-encoding': 'snappy' },
      seeds: [remoteWrite(now, { __name__: 'node_boot_time_seconds', instance: 'fuzz-5:9100' }, now / 1000 - 60)],
    },
  ];
}
