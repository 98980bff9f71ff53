/** Events named for devices, as an agent or a script of one's own sends them: the wire's reports under OTLP's names. */

import type { RawReport } from '../raw-report.ts';
import type { Attributes, Value } from './log-record.ts';

/** A value as it was sent, lists too; a value of a wrong type is left for the schema to name. */
const plain = (value: Value | undefined): unknown => value ?? undefined;

type Fields = Readonly<Record<string, string>>;
const BOOT: Fields = { boot: 'device.boot.id' };
const UPDATE: Fields = { update: 'device.update.id' };

/** Reads `fields` (the report's name -> the attribute's). */
const reading =
  (kind: string, fields: Fields) =>
  (attributes: Attributes): RawReport => {
    const read = Object.entries(fields).flatMap(([name, attribute]) =>
      attributes.has(attribute) ? [[name, plain(attributes.get(attribute))]] : [],
    );
    return { kind, ...Object.fromEntries(read) };
  };

const started = reading('boot.started', { ...BOOT, earlier: 'device.boot.earlier' });
const crash: Fields = { code: 'device.crash.code', module: 'device.crash.module' };

/** What ended the boot before is told with the start: a device that crashed could not say it then. */
function readStarted(attributes: Attributes): RawReport {
  const { code, module } = reading('', crash)(attributes);
  const clean = attributes.get('device.boot.previous.clean');
  if (clean === undefined && code === undefined) return started(attributes);
  const blamed = code === undefined ? {} : { crash: module === undefined ? { code } : { code, module } };
  return { ...started(attributes), previous: { clean: clean ?? false, ...blamed } };
}

/** Event name -> how it is read. */
export const EVENTS: ReadonlyMap<string, (attributes: Attributes) => RawReport> = new Map([
  ['device.boot.started', readStarted],
  ['device.boot.completed', reading('boot.completed', { ...BOOT, bootMs: 'device.boot.duration' })],
  [
    'device.heartbeat',
    reading('heartbeat', {
      ...BOOT,
      everySec: 'device.heartbeat.interval',
      uptimeMs: 'device.uptime',
      updates: 'device.update.active',
    }),
  ],
  ['device.update.offered', reading('update.offered', UPDATE)],
  ['device.update.installed', reading('update.installed', { ...UPDATE, activation: 'device.update.activation' })],
  ['device.update.reverted', reading('update.reverted', UPDATE)],
  ['device.shutdown', reading('shutdown', { ...BOOT, intent: 'device.shutdown.intent' })],
  ['device.crash', reading('crash', { ...BOOT, ...crash })],
  ['device.gone', reading('gone', {})],
]);
