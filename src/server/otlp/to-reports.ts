/** Log records as reports, not checked yet. What each record means is in README.md beside this file. */
import type { DeviceMemory } from '../device-memory.ts';
import type { RawReport } from '../raw-report.ts';
import { EVENTS } from './device-events.ts';
import { journalReports } from './journal.ts';
import type { Attributes, LogRecord, Value } from './log-record.ts';
import { text } from './read-value.ts';
import { windowsReports } from './windows.ts';

/** Own labels are resource attributes that begin so. */
const LABEL_PREFIX = 'bootwatch.';
/** Resource attributes that others set, for the labels nobody set. */
const USUAL_LABELS = [
  ['os.type', 'os'],
  ['os.build_id', 'build'],
  ['os.version', 'build'],
  ['cloud.region', 'region'],
] as const;

export interface Translation {
  readonly reports: readonly RawReport[];
  /** Why a record that is about a boot could not be read. */
  readonly why?: string;
}

const NOTHING: Translation = { reports: [] };

/** What a record says; no reports: nothing that Bootwatch listens for. `memory` is of what the same device said before. */
export function translate(record: LogRecord, memory: DeviceMemory): Translation {
  const device = deviceOf(record);
  const said = saidBy(record, device ?? '', memory);
  if (said.length === 0) return NOTHING;
  if (device === undefined) {
    return { reports: [], why: 'the resource says neither host.id nor device.id nor host.name' };
  }
  const labels = labelsOf(record.resource);
  const id = text(record.attributes.get('log.record.uid'));
  const common = { device, ...(Object.keys(labels).length > 0 && { labels }), ...(id !== undefined && { id }) };
  return { reports: said.map((report) => ({ at: record.at, ...common, ...report })) };
}

function saidBy(record: LogRecord, device: string, memory: DeviceMemory): readonly RawReport[] {
  const event = EVENTS.get(record.eventName);
  if (event) return [event(record.attributes)];
  return windowsReports(record, device, memory) ?? journalReports(record) ?? [];
}

/** The name that is stable over a device's life comes first. */
function deviceOf({ resource, attributes, body }: LogRecord): string | undefined {
  const inBody = body instanceof Map ? (body as Attributes) : undefined;
  const named: Value | undefined =
    resource.get('host.id') ??
    resource.get('device.id') ??
    inBody?.get('_MACHINE_ID') ??
    attributes.get('journald._MACHINE_ID') ??
    resource.get('host.name') ??
    inBody?.get('computer');
  return text(named);
}

function labelsOf(resource: Attributes): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [key, value] of resource) {
    const said = text(value);
    if (said !== undefined && key.startsWith(LABEL_PREFIX)) labels[key.slice(LABEL_PREFIX.length)] = said;
  }
  for (const [key, label] of USUAL_LABELS) {
    const said = text(resource.get(key));
    if (said !== undefined) labels[label] ??= said;
  }
  return labels;
}
