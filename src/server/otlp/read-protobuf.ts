/** ExportLogsServiceRequest in protobuf. Field numbers: opentelemetry-proto 1.5, collector/logs, logs and common v1. */
import { type ReadField, readInner, readMessage } from '../http/protobuf.ts';
import { Refusal } from '../problem.ts';
import {
  type Attributes,
  type LogRecord,
  MAX_VALUE_DEPTH,
  type RawRecord,
  toLogRecord,
  type Value,
} from './log-record.ts';

interface Group {
  readonly resource: Map<string, Value>;
  readonly records: RawRecord[];
}

/** @throws Refusal 400 */
export function recordsFromProtobuf(bytes: Uint8Array): LogRecord[] {
  // A resource may come after its records, so these are finished when their group is.
  const groups = readMessage(bytes, readRequest, [] as Group[]);
  return groups.flatMap(({ resource, records }) => records.map((record) => toLogRecord(record, resource)));
}

const readRequest: ReadField<Group[]> = (field, groups, reader) => {
  if (field === 1) groups.push(readInner(reader, readResourceLogs, { resource: new Map(), records: [] }));
};

const readResourceLogs: ReadField<Group> = (field, group, reader) => {
  if (field === 1) readInner(reader, readResource, group.resource);
  else if (field === 2) readInner(reader, readScopeLogs, group.records);
};

const readResource: ReadField<Map<string, Value>> = (field, resource, reader) => {
  if (field === 1) readPair(reader, resource, 0);
};

const readScopeLogs: ReadField<RawRecord[]> = (field, records, reader) => {
  if (field !== 2) return;
  const record = { timeUnixNano: 0, observedTimeUnixNano: 0, eventName: '', body: null, attributes: new Map() };
  records.push(readInner(reader, readRecord, record));
};

const readRecord: ReadField<RawRecord & { attributes: Map<string, Value> }> = (field, record, reader) => {
  if (field === 1) record.timeUnixNano = reader.readFixed64();
  else if (field === 5) record.body = readValue(reader, 0);
  else if (field === 6) readPair(reader, record.attributes, 0);
  else if (field === 11) record.observedTimeUnixNano = reader.readFixed64();
  else if (field === 12) record.eventName = reader.readString();
};

function readPair(reader: Reader, into: Map<string, Value>, depth: number): void {
  const pair = { key: '', value: null as Value };
  readInner(
    reader,
    (field, held, at) => {
      if (field === 1) held.key = at.readString();
      else if (field === 2) held.value = readValue(at, depth);
    },
    pair,
  );
  into.set(pair.key, pair.value);
}

type Reader = Parameters<ReadField<unknown>>[2];

/** An AnyValue; null where it holds nothing known. */
function readValue(reader: Reader, depth: number): Value {
  if (depth > MAX_VALUE_DEPTH) {
    throw new Refusal('bad-request', `A value is nested deeper than ${MAX_VALUE_DEPTH}.`);
  }
  const held = { value: null as Value };
  readInner(
    reader,
    (field, into, at) => {
      if (field === 1) into.value = at.readString();
      else if (field === 2) into.value = at.readBoolean();
      else if (field === 3) into.value = at.readVarint(true);
      else if (field === 4) into.value = at.readDouble();
      else if (field === 5) into.value = readList(at, depth);
      else if (field === 6) into.value = readMap(at, depth);
    },
    held,
  );
  return held.value;
}

function readList(reader: Reader, depth: number): Value[] {
  return readInner(
    reader,
    (field, values, at) => {
      if (field === 1) values.push(readValue(at, depth + 1));
    },
    [] as Value[],
  );
}

function readMap(reader: Reader, depth: number): Attributes {
  return readInner(
    reader,
    (field, map, at) => {
      if (field === 1) readPair(at, map, depth + 1);
    },
    new Map<string, Value>(),
  );
}
