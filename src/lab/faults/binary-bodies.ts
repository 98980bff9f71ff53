/** Requests of OpenTelemetry and Prometheus as their clients encode them. */
import { PbfWriter } from 'pbf';
import SnappyJS from 'snappyjs';

const NANO_PER_MS = 1_000_000;

type Write<T> = (value: T, writer: PbfWriter) => void;

/** A message of two texts, numbered 1 and 2. */
const writePair: Write<readonly [string, string]> = ([name, value], writer) => {
  writer.writeStringField(1, name);
  writer.writeStringField(2, value);
};

const writeAttribute: Write<readonly [string, string]> = ([key, value], writer) => {
  writer.writeStringField(1, key);
  writer.writeMessage(2, (text, inner) => inner.writeStringField(1, text), value);
};

/** ExportLogsServiceRequest with one event of one device. */
export function otlpLogs(
  at: number,
  device: string,
  eventName: string,
  attributes: Record<string, string>,
): Uint8Array {
  const writer = new PbfWriter();
  const writeRecord: Write<null> = (_, record) => {
    record.writeFixed64Field(1, at * NANO_PER_MS);
    for (const attribute of Object.entries(attributes)) record.writeMessage(6, writeAttribute, attribute);
    record.writeStringField(12, eventName);
  };
  writer.writeMessage(
    1,
    (_, group) => {
      group.writeMessage(1, (host, resource) => resource.writeMessage(1, writeAttribute, host), [
        'host.id',
        device,
      ] as const);
      group.writeMessage(2, (_scope, scope) => scope.writeMessage(2, writeRecord, null), null);
    },
    null,
  );
  return writer.finish().slice();
}

/** A remote write request, version 1, with one sample of one series. */
export function remoteWrite(at: number, labels: Record<string, string>, value: number): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(
    1,
    (_, series) => {
      for (const label of Object.entries(labels)) series.writeMessage(1, writePair, label);
      series.writeMessage(
        2,
        (_sample, sample) => {
          sample.writeDoubleField(1, value);
          sample.writeVarintField(2, at);
        },
        null,
      );
    },
    null,
  );
  return SnappyJS.compress(writer.finish().slice());
}
