/** Whether a value is a report: what devices send all day is told without the schema. */
import * as z from 'zod/mini';
import { MAX_EPOCH_MS, MAX_EVERY_SEC, MAX_TEXT } from './limits.ts';
import { Report } from './report.ts';

type PlainHeartbeat = Extract<Report, { kind: 'heartbeat' }>;
type Unchecked = Readonly<Record<string, unknown>>;

/** The same answer as `Report` gives, which costs ten times as much: nearly all reports are plain heartbeats. */
export function checkReport(raw: unknown): Report | z.core.$ZodError {
  if (isPlainHeartbeat(raw)) return raw;
  const { data, error } = z.safeParse(Report, raw);
  return data ?? error;
}

/** Nothing in it but device, time, boot and, as a rule, the promise. */
function isPlainHeartbeat(raw: unknown): raw is PlainHeartbeat {
  if (typeof raw !== 'object' || raw === null) return false;
  const { device, at, kind, boot, everySec } = raw as Unchecked;
  if (kind !== 'heartbeat' || !isText(device) || !isText(boot)) return false;
  if (typeof at !== 'number' || !(at >= 0 && at <= MAX_EPOCH_MS)) return false;
  if (everySec === undefined) return countFields(raw) === 4;
  return (
    Number.isInteger(everySec) && Number(everySec) >= 1 && Number(everySec) <= MAX_EVERY_SEC && countFields(raw) === 5
  );
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length >= 1 && value.length <= MAX_TEXT;

function countFields(value: object): number {
  let fields = 0;
  for (const _ in value) fields++;
  return fields;
}
