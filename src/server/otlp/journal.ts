/** Records of systemd's journal as the Collector's journald receiver sends them. Message ids: systemd's sd-messages.h. */

import type { RawReport } from '../raw-report.ts';
import type { Attributes, LogRecord, Value } from './log-record.ts';
import { number, text } from './read-value.ts';

const JOURNAL_STARTED = 'f77379a8490b408bbe5f6940505a777b';
const STARTUP_FINISHED = 'b07a249cd024414a82dd00cd181378ff';
const SHUTTING_DOWN = '98268866d1d54a499c4e98921d93bc40';
const FALLING_ASLEEP = '6bbd95ee977941e497c48be27c254128';
const AWAKE = '8811e6df2a8e40f58a94cea26f8ebf14';
/** Where the receiver puts a field it has no name for, when it maps to attributes. */
const ATTRIBUTE_PREFIX = 'journald.';

/** Undefined: not from a journal. */
export function journalReports(record: LogRecord): readonly RawReport[] | undefined {
  const field = fieldsOf(record);
  const boot = text(field('_BOOT_ID'));
  if (boot === undefined) return undefined;
  switch (text(field('MESSAGE_ID'))) {
    case JOURNAL_STARTED:
      return [{ kind: 'boot.started', boot }];
    case STARTUP_FINISHED:
      return [{ kind: 'boot.completed', boot, ...bootMs(field) }];
    case SHUTTING_DOWN:
      return [{ kind: 'shutdown', boot, intent: intentOf(text(field('MESSAGE')) ?? text(record.body)) }];
    case FALLING_ASLEEP:
      return [{ kind: 'shutdown', boot, intent: 'sleep' }];
    case AWAKE:
      return [{ kind: 'heartbeat', boot }];
    default:
      return [];
  }
}

/** Fields are in the body, or among the attributes with the message as the body. */
function fieldsOf({ body, attributes }: LogRecord): (name: string) => Value | undefined {
  if (body instanceof Map) return (name) => (body as Attributes).get(name);
  return (name) => attributes.get(`${ATTRIBUTE_PREFIX}${name}`);
}

const PARTS = ['KERNEL_USEC', 'INITRD_USEC', 'USERSPACE_USEC'];

function bootMs(field: (name: string) => Value | undefined): { bootMs?: number } {
  const parts = PARTS.map((name) => number(field(name)));
  if (parts.every((part) => part === undefined)) return {};
  return { bootMs: Math.round(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) / 1000) };
}

/** logind's words are not translated. Whatever is not a restart is taken to stay off. */
const intentOf = (message: string | undefined): string => (/reboot|restart/i.test(message ?? '') ? 'restart' : 'off');
