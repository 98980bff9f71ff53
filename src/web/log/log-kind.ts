/** What kind of news a log entry is, and how a list of one kind is named. */
import type { LogEntry } from '#contract/log.ts';
import type { LogFilter } from '../app/view.ts';
import { count } from '../format/number.ts';

export type LogKind = 'signal' | 'decision' | 'note' | 'recovery';

/** Signals are what was noticed, decisions what was done about it, notes what was said, recovery what ended. */
export function kindOf({ kind }: Pick<LogEntry, 'kind'>): LogKind {
  switch (kind) {
    case 'alarm_opened':
    case 'alarm_handed_over':
    case 'rings_skipped':
    case 'fleet_alarm_opened':
      return 'signal';
    case 'hold_placed':
    case 'hold_kept':
    case 'hold_lifted':
      return 'decision';
    case 'note':
    case 'hold_reason':
    case 'service_started':
    case 'drill_started':
      return 'note';
    case 'fleet_alarm_closed':
      return 'recovery';
  }
}

const FILTERED = {
  signals: 'signal',
  decisions: 'decision',
  notes: 'note',
  recovery: 'recovery',
} as const satisfies Record<Exclude<LogFilter, 'all'>, LogKind>;

export const ofKind = (log: readonly LogEntry[], filter: LogFilter): readonly LogEntry[] =>
  filter === 'all' ? log : log.filter((entry) => kindOf(entry) === FILTERED[filter]);

/** Said where nothing is left to list. */
export function sayNone(log: readonly LogEntry[], filter: LogFilter): string {
  if (filter === 'all' || log.length === 0) return 'The log has no entry yet.';
  const among = log.length === 1 ? 'in the one entry' : `among the last ${count(log.length)} entries`;
  return `No ${FILTERED[filter]} ${among} of the log.`;
}
