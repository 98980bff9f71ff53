/** Records of the Windows event log as the Collector's windowseventlog receiver sends them (not its `raw` XML). */
import { startOf } from '../boot-names.ts';
import type { DeviceMemory } from '../device-memory.ts';
import type { RawReport } from '../raw-report.ts';
import type { Attributes, LogRecord, Value } from './log-record.ts';
import { number, text } from './read-value.ts';

interface Event {
  readonly at: number;
  readonly device: string;
  readonly data: (name: string) => string | undefined;
  readonly memory: DeviceMemory;
}

/** `provider id` -> what it says. Providers have several names for their older and newer forms. */
const EVENTS: ReadonlyMap<string, (event: Event) => readonly RawReport[]> = new Map([
  ['Microsoft-Windows-Kernel-General 12', started],
  ['EventLog 6005', completed],
  ['Microsoft-Windows-Diagnostics-Performance 100', completed],
  ['User32 1074', announced],
  ['Microsoft-Windows-Kernel-General 13', stopped],
  ['EventLog 6006', stopped],
  ['Microsoft-Windows-Kernel-Power 41', lostPower],
  ['Microsoft-Windows-WER-SystemErrorReporting 1001', stopCode],
  ['BugCheck 1001', stopCode],
  ['Microsoft-Windows-WindowsUpdateClient 19', updated],
  ['Service Control Manager 7045', driverInstalled],
]);

/**
 * Undefined: not from the event log. 6008 (the shutdown before was unexpected) is left out: a start (12) after a boot
 * that never said goodbye tells as much.
 */
export function windowsReports(
  { at, body }: LogRecord,
  device: string,
  memory: DeviceMemory,
): readonly RawReport[] | undefined {
  if (!(body instanceof Map)) return undefined;
  const provider = inner(body, 'provider');
  const id = number(inner(body, 'event_id')?.get('id') ?? body.get('event_id'));
  if (!provider || id === undefined) return undefined;
  for (const name of [provider.get('event_source'), provider.get('name')]) {
    const event = EVENTS.get(`${text(name)} ${id}`);
    if (event) return event({ at, device, memory, data: dataOf(inner(body, 'event_data')) });
  }
  return [];
}

/** Named values are a map, or a list of maps of one each; unnamed ones count from `param1`. */
function dataOf(data: Attributes | undefined): (name: string) => string | undefined {
  const list = data?.get('data');
  const entries: readonly (readonly [string, Value])[] = Array.isArray(list)
    ? list.flatMap((each: Value, i) =>
        each instanceof Map ? [...each].map(([key, value]) => [key || `param${i + 1}`, value] as const) : [],
      )
    : [...(data ?? [])];
  const byName = new Map(entries);
  return (name) => text(byName.get(name));
}

const inner = (map: Attributes, key: string): Attributes | undefined => {
  const value = map.get(key);
  return value instanceof Map ? value : undefined;
};

function started({ at, device, memory, data }: Event): RawReport[] {
  const said = Date.parse(data('StartTime') ?? '');
  const startedAt = Number.isNaN(said) ? at : said;
  return [{ kind: 'boot.started', at: startedAt, boot: memory.boots.started(device, startedAt / 1000) }];
}

/** The log service runs: kernel and drivers came through. 100 comes later, and only from Windows for clients. */
function completed({ device, memory, data }: Event): RawReport[] {
  const boot = memory.boots.latest(device);
  const bootMs = number(data('BootTime'));
  return boot === undefined ? [] : [{ kind: 'boot.completed', boot, ...(bootMs !== undefined && { bootMs }) }];
}

/** Somebody asked for a restart or a shutdown; the word is in the language of the machine. */
const RESTART = /restart|reboot|neu ?start|redémarr|reinici|riavvi|herstart|再起動|重启|重新启动/i;

function announced({ at, device, memory, data }: Event): RawReport[] {
  const intent = RESTART.test(data('param5') ?? '') ? 'restart' : 'off';
  memory.shutdownAnnounced.set(device, at);
  return [{ kind: 'shutdown', intent }];
}

/** From the announcement to the end, at most: programs may ask for time, updates are installed on the way down. */
const GOING_DOWN_MS = 60 * 60_000;

/** Windows goes down by its own will. An announcement before it has said already whether it means to come back. */
function stopped({ at, device, memory }: Event): RawReport[] {
  const announcedAt = memory.shutdownAnnounced.get(device) ?? 0;
  return Math.abs(at - announcedAt) <= GOING_DOWN_MS ? [] : [{ kind: 'shutdown', intent: 'off' }];
}

/** Logged by the next start, which is when it becomes known: `code` 0 is a machine that lost power or hung. */
function lostPower(event: Event): RawReport[] {
  const code = number(event.data('BugcheckCode'));
  return code === undefined || code === 0 ? [] : crashed(event, code);
}

function stopCode(event: Event): RawReport[] {
  const code = /0x[0-9a-f]+/i.exec(event.data('param1') ?? '')?.[0];
  return code === undefined ? [] : crashed(event, Number(code));
}

/** The crash came before the boot that tells of it, and is told of by two events. */
function crashed({ at, device, memory }: Event, code: number): RawReport[] {
  const boot = memory.boots.latest(device);
  const before = boot === undefined ? at : Math.min(at, (startOf(boot) - 1) * 1000);
  return [
    { kind: 'crash', at: before, code: `0x${code.toString(16).toUpperCase()}`, id: `crash before ${boot ?? at}` },
  ];
}

function updated({ data }: Event): RawReport[] {
  const article = /KB\d+/i.exec(data('updateTitle') ?? '')?.[0];
  const version = article?.toUpperCase() ?? data('updateGuid')?.replace(/[{}]/g, '');
  return version === undefined ? [] : [{ kind: 'update.installed', update: `microsoft/windows-update@${version}` }];
}

/** Services come and go with every program; a driver can keep a machine from booting. */
function driverInstalled({ data }: Event): RawReport[] {
  if (!/driver/i.test(data('ServiceType') ?? '')) return [];
  const service = clean(data('ServiceName'));
  const file = clean(data('ImagePath')?.split(/[\\/]/).at(-1));
  return [{ kind: 'update.installed', update: `windows-driver/${service}@${file}` }];
}

/** An update's id has no room for these. */
const clean = (name: string | undefined): string => (name ?? 'unknown').trim().replace(/[/@#~\s]+/g, '-') || 'unknown';
