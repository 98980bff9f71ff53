/** Requests of OpenTelemetry logs, in JSON. */
import type { DeviceDetail } from '#contract/device.ts';
import { START, type TestApi } from './make-api.ts';

export const JSON_TYPE = { 'content-type': 'application/json' };
const nano = (ms: number) => `${ms}000000`;

/** An AnyValue in JSON. */
export type Any = Record<string, unknown>;
export const str = (stringValue: string): Any => ({ stringValue });
export const pair = (key: string, value: Any) => ({ key, value });

/** Attributes of plain values. */
export const attributes = (values: Record<string, string | number | boolean>) =>
  Object.entries(values).map(([key, value]) => {
    if (typeof value === 'string') return pair(key, str(value));
    return pair(key, typeof value === 'boolean' ? { boolValue: value } : { intValue: String(value) });
  });

export interface Sent {
  at?: number;
  eventName?: string;
  body?: Any;
  attributes?: ReturnType<typeof attributes>;
}

export const request = (resource: Record<string, string>, records: readonly Sent[]) => ({
  resourceLogs: [
    {
      resource: { attributes: attributes(resource) },
      scopeLogs: [{ logRecords: records.map(({ at = START, ...record }) => ({ timeUnixNano: nano(at), ...record })) }],
    },
  ],
});

export const send = (api: TestApi, body: unknown, path = '/v1/logs') => api.send('POST', path, body, JSON_TYPE);
export const deviceOf = (api: TestApi, device: string) => api.json<DeviceDetail>(`/api/devices/${device}`);
