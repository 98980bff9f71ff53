/** An OpenTelemetry log record, whichever way it was encoded. */
export type Value = string | number | boolean | null | readonly Value[] | Attributes;
/** A map, so that no key can reach an object's prototype. */
export type Attributes = ReadonlyMap<string, Value>;

export interface LogRecord {
  /** When it happened, epoch ms; when it was seen where that is not said. */
  readonly at: number;
  readonly eventName: string;
  readonly resource: Attributes;
  readonly attributes: Attributes;
  readonly body: Value;
}

/** Values within values deeper than this are refused. */
export const MAX_VALUE_DEPTH = 16;

const NANO_PER_MS = 1_000_000;

/** The parts as the protocol has them; 0 or '' = not said. */
export interface RawRecord {
  timeUnixNano: number;
  observedTimeUnixNano: number;
  eventName: string;
  attributes: Attributes;
  body: Value;
}

export function toLogRecord(raw: RawRecord, resource: Attributes): LogRecord {
  const named = raw.attributes.get('event.name');
  return {
    at: Math.round((raw.timeUnixNano || raw.observedTimeUnixNano) / NANO_PER_MS),
    // Before records had a field for it, the name was an attribute.
    eventName: raw.eventName || (typeof named === 'string' ? named : ''),
    resource,
    attributes: raw.attributes,
    body: raw.body,
  };
}
