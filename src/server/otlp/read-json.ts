/** ExportLogsServiceRequest in the JSON encoding of OTLP. Unknown fields are passed over, as the protocol asks. */
import { Refusal } from '../problem.ts';
import { type Attributes, type LogRecord, MAX_VALUE_DEPTH, toLogRecord, type Value } from './log-record.ts';

type Fields = Record<string, unknown>;

/** @throws Refusal 400 naming the field that is not what the protocol says. */
export function recordsFromJson(json: unknown): LogRecord[] {
  const records: LogRecord[] = [];
  for (const [r, resourceLogs] of listOf(fieldsOf(json, 'the body'), 'resourceLogs', '')) {
    const where = `resourceLogs[${r}]`;
    const group = fieldsOf(resourceLogs, where);
    const resource = attributesOf(optionalFields(group.resource, `${where}.resource`), `${where}.resource`);
    for (const [s, scopeLogs] of listOf(group, 'scopeLogs', `${where}.`)) {
      const scope = `${where}.scopeLogs[${s}]`;
      for (const [n, record] of listOf(fieldsOf(scopeLogs, scope), 'logRecords', `${scope}.`)) {
        const at = `${scope}.logRecords[${n}]`;
        records.push(recordOf(fieldsOf(record, at), resource, at));
      }
    }
  }
  return records;
}

function recordOf(record: Fields, resource: Attributes, where: string): LogRecord {
  const raw = {
    timeUnixNano: numberOf(record.timeUnixNano, `${where}.timeUnixNano`),
    observedTimeUnixNano: numberOf(record.observedTimeUnixNano, `${where}.observedTimeUnixNano`),
    eventName: typeof record.eventName === 'string' ? record.eventName : '',
    attributes: attributesOf(record, where),
    body: readAny(record.body, `${where}.body`, 0),
  };
  return toLogRecord(raw, resource);
}

function attributesOf(holder: Fields, where: string): Attributes {
  return pairsOf(listOf(holder, 'attributes', `${where}.`), `${where}.attributes`, 0);
}

function pairsOf(pairs: Iterable<readonly [number, unknown]>, where: string, depth: number): Attributes {
  const attributes = new Map<string, Value>();
  for (const [i, pair] of pairs) {
    const { key, value } = fieldsOf(pair, `${where}[${i}]`);
    if (typeof key === 'string') attributes.set(key, readAny(value, `${where}[${i}].value`, depth));
  }
  return attributes;
}

/** An AnyValue; null where it holds nothing known. */
function readAny(any: unknown, where: string, depth: number): Value {
  if (any === undefined || any === null) return null;
  if (depth > MAX_VALUE_DEPTH) throw wrong(where, `nested deeper than ${MAX_VALUE_DEPTH}`);
  const value = fieldsOf(any, where);
  if (typeof value.stringValue === 'string') return value.stringValue;
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.intValue !== undefined) return numberOf(value.intValue, `${where}.intValue`);
  if (value.doubleValue !== undefined) return numberOf(value.doubleValue, `${where}.doubleValue`);
  if (value.arrayValue !== undefined) {
    const inner = fieldsOf(value.arrayValue, `${where}.arrayValue`);
    return [...listOf(inner, 'values', `${where}.arrayValue.`)].map(([i, each]) =>
      readAny(each, `${where}.arrayValue.values[${i}]`, depth + 1),
    );
  }
  if (value.kvlistValue !== undefined) {
    const inner = fieldsOf(value.kvlistValue, `${where}.kvlistValue`);
    return pairsOf(listOf(inner, 'values', `${where}.kvlistValue.`), `${where}.kvlistValue.values`, depth + 1);
  }
  return null;
}

/** 64-bit integers come as text, and a lenient sender sends numbers. */
function numberOf(value: unknown, where: string): number {
  if (value === undefined || value === null) return 0;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw wrong(where, 'not a number');
  return number;
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(where, 'not an object');
  return value as Fields;
}

const optionalFields = (value: unknown, where: string): Fields =>
  value === undefined || value === null ? {} : fieldsOf(value, where);

function listOf(holder: Fields, name: string, prefix: string): Iterable<readonly [number, unknown]> {
  const list = holder[name] ?? [];
  if (!Array.isArray(list)) throw wrong(`${prefix}${name}`, 'not a list');
  return list.entries();
}

const wrong = (where: string, what: string) => new Refusal('bad-request', `${where}: ${what}.`, { field: where });
