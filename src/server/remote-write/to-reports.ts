/** What exporters measure as reports, not checked yet. The rule for devices and labels is in README.md beside this file. */
import { startOf } from '../boot-names.ts';
import type { DeviceMemory } from '../device-memory.ts';
import type { RawReport } from '../raw-report.ts';
import { METRIC, type Sample, type TimeSeries } from './sample.ts';

/** Metrics whose value is when the machine started, epoch seconds -> the system that says so. */
const BOOT_TIME: ReadonlyMap<string, string> = new Map([
  ['node_boot_time_seconds', 'linux'],
  ['windows_system_boot_time_timestamp', 'windows'],
  ['windows_system_boot_time_timestamp_seconds', 'windows'],
  ['windows_system_system_up_time', 'windows'],
]);
const UP = 'up';

const LABEL_PREFIX = 'bootwatch_';
const DEVICE_LABEL = `${LABEL_PREFIX}device`;
const EVERY_LABEL = `${LABEL_PREFIX}every_sec`;
/** Taken under their plain names too, because targets are often labelled so. */
const PLAIN_LABELS = ['ring', 'sector', 'region', 'site'] as const;

/** Reports of one series; none where it is about something else. */
export function translateSeries({ labels, samples }: TimeSeries, memory: DeviceMemory): RawReport[] {
  const metric = labels.get(METRIC) ?? '';
  const device = deviceOf(labels);
  const os = BOOT_TIME.get(metric);
  if (device === undefined || (os === undefined && metric !== UP)) return [];
  const everySec = Number(labels.get(EVERY_LABEL) ?? Number.NaN);
  const common = { device, ...labelsOf(labels, os) };
  const beat = { ...common, kind: 'heartbeat', ...(Number.isInteger(everySec) && { everySec }) };
  return samples.flatMap(({ value, at }: Sample): RawReport[] => {
    if (!Number.isFinite(value)) return [];
    if (os === undefined) {
      const boot = value === 1 ? memory.boots.latest(device) : undefined;
      return boot === undefined ? [] : [{ ...beat, at, boot }];
    }
    const boot = memory.boots.started(device, value);
    return [
      ...(isRecent(value, at) ? [{ ...common, kind: 'boot.started', at: startOf(boot) * 1000, boot }] : []),
      { ...beat, at, boot },
    ];
  });
}

/** A machine that has been up for longer has nothing to tell of its start; it would be refused as too old. */
const RECENT_MS = 6 * 24 * 3_600_000;
const isRecent = (startSec: number, at: number): boolean => at - startSec * 1000 < RECENT_MS;

/** `instance` is host and port; the host is the device unless a label says better. */
function deviceOf(labels: ReadonlyMap<string, string>): string | undefined {
  const said = labels.get(DEVICE_LABEL);
  if (said) return said;
  return labels.get('instance')?.replace(/:\d+$/, '') || undefined;
}

function labelsOf(labels: ReadonlyMap<string, string>, os: string | undefined): { labels?: Record<string, string> } {
  const own: Record<string, string> = os === undefined ? {} : { os };
  for (const name of PLAIN_LABELS) {
    const said = labels.get(name);
    if (said) own[name] = said;
  }
  for (const [name, value] of labels) {
    if (!name.startsWith(LABEL_PREFIX) || name === DEVICE_LABEL || name === EVERY_LABEL || value === '') continue;
    own[name.slice(LABEL_PREFIX.length)] = value;
  }
  return Object.keys(own).length === 0 ? {} : { labels: own };
}
