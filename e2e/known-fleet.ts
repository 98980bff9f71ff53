/** A small fleet of which every device's condition is known beforehand, so that the server can be checked against it. */
import type { Report } from '#contract/report.ts';
import { listDevices } from '#contract/routes.ts';
import type { Condition } from '#contract/words.ts';
import type { Call } from './call.ts';

const MINUTE_MS = 60_000;
const EVERY_SEC = 600;
const CONDITIONS = ['healthy', 'looping', 'silent', 'off'] as const satisfies readonly Condition[];

export const FAILING_UPDATE = 'acme/agent@7';
export const CRASH_CODE = '0x7B INACCESSIBLE_BOOT_DEVICE';

export interface KnownDevice {
  readonly device: string;
  readonly condition: Condition;
  readonly reports: Report[];
}

/** The device of this number; its condition follows from the number. `now`: epoch milliseconds. */
export function knownDevice(prefix: string, number: number, now: number): KnownDevice {
  const condition = CONDITIONS[number % CONDITIONS.length] ?? 'healthy';
  const device = `${prefix}-${number}`;
  const common = { device, labels: { ring: prefix === 'canary' ? 'Canary' : 'Broad', sector: 'Retail' } };
  const boot = `${device}-boot`;
  const booted: Report[] = [
    { ...common, kind: 'boot.started', at: now - 120 * MINUTE_MS, boot },
    { ...common, kind: 'boot.completed', at: now - 119 * MINUTE_MS, boot },
  ];
  const beat: Report = { ...common, kind: 'heartbeat', at: now, boot, everySec: EVERY_SEC };
  const end: Record<(typeof CONDITIONS)[number], Report[]> = {
    healthy: [beat],
    looping: [{ ...common, kind: 'crash', at: now - 5 * MINUTE_MS, boot, code: CRASH_CODE, module: 'acme.sys' }],
    silent: [{ ...beat, at: now - 100 * MINUTE_MS }],
    off: [beat, { ...common, kind: 'shutdown', at: now, boot, intent: 'off' }],
  };
  return { device, condition, reports: [...booted, ...end[condition]] };
}

/** Devices that got an update two hours ago and crashed after it. */
export function failingCanaries(count: number, now: number): KnownDevice[] {
  return Array.from({ length: count }, (_, nth) => {
    const { device, condition, reports } = knownDevice('canary', nth * CONDITIONS.length + 1, now);
    const installed: Report = { kind: 'update.installed', device, at: now - 110 * MINUTE_MS, update: FAILING_UPDATE };
    return { device, condition, reports: [...reports, installed] };
  });
}

/** Every device the server knows with its condition, counted page by page. */
export async function listedConditions(call: Call): Promise<Map<string, Condition>> {
  const found = new Map<string, Condition>();
  let cursor: string | undefined;
  do {
    const query = { limit: '200', ...(cursor === undefined ? {} : { cursor }) };
    const page = await call(listDevices, { query });
    for (const { device, condition } of page.devices) found.set(device, condition);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** How many devices are in each condition, of those that are in any. */
export function tally(conditions: Iterable<Condition>): Record<Condition, number> {
  const counts = { healthy: 0, looping: 0, silent: 0, off: 0, unknown: 0 };
  for (const condition of conditions) counts[condition] += 1;
  return counts;
}
