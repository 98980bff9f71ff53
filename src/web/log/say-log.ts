/** Log entries as sentences. */
import type { HoldRings } from '#contract/hold.ts';
import type { LogEntry } from '#contract/log.ts';
import { count, listed, percent, percentRange } from '../format/number.ts';
import { duration } from '../format/time.ts';
import type { IconName } from '../icons/icon.tsx';

export interface LogLine {
  icon: IconName;
  sentence: string;
  /** What the author wrote, in their words. */
  words: string | null;
  author: string;
}

const rings = (held: HoldRings): string => (held === 'all' ? 'all rings' : listed(held));

/** The whole range is no interval: there were too few checked to name one. */
const sayInterval = (low: number, high: number): string =>
  low === 0 && high === 1 ? 'too few to name a share' : `interval ${percentRange(low, high)}`;

/** @param nameOf what an update is called. */
export function sayLog(entry: LogEntry, nameOf: (update: string) => string): LogLine {
  const author = entry.actor.name;
  switch (entry.kind) {
    case 'hold_placed':
      return {
        icon: 'hold',
        sentence: `${nameOf(entry.update)} paused in ${rings(entry.rings)}`,
        words: entry.reason,
        author,
      };
    case 'hold_kept':
      return {
        icon: 'hold',
        sentence: `${nameOf(entry.update)} stays paused: a pause was asked for again`,
        words: entry.reason ?? null,
        author,
      };
    case 'hold_reason':
      return { icon: 'note', sentence: `Why ${nameOf(entry.update)} is paused`, words: entry.reason, author };
    case 'note':
      return {
        icon: 'note',
        sentence: entry.update === null ? 'Note' : `Note on ${nameOf(entry.update)}`,
        words: entry.text,
        author,
      };
    case 'hold_lifted':
      return {
        icon: 'running',
        sentence: `Pause on ${nameOf(entry.update)} ${entry.undo ? 'undone' : 'lifted'}`,
        words: entry.reason,
        author,
      };
    case 'alarm_opened':
      return {
        icon: 'alarm',
        sentence: `${nameOf(entry.update)} detected: ${count(entry.down)} of ${count(entry.checked)} checked down, ${sayInterval(entry.low, entry.high)}`,
        words: null,
        author,
      };
    case 'alarm_handed_over':
      return {
        icon: 'alarm',
        sentence: `${nameOf(entry.update)} is on ${count(entry.withIt)} of the ${count(entry.back)} devices that fell silent and are back; nobody had reported it`,
        words: null,
        author,
      };
    case 'rings_skipped':
      return {
        icon: 'watch',
        sentence: `${nameOf(entry.update)} skipped your rings: on ${percent(entry.installed / Math.max(1, entry.targeted))} of ${entry.ring}, ${duration(entry.after)} after it was first seen`,
        words: null,
        author,
      };
    case 'fleet_alarm_opened':
      return {
        icon: 'silent',
        sentence: `${count(entry.down)} of ${count(entry.due)} devices due are down; no known update explains it`,
        words: null,
        author,
      };
    case 'fleet_alarm_closed':
      return {
        icon: 'ok',
        sentence: `Devices answer again${entry.regions.length === 0 ? '' : ` in region ${listed(entry.regions)}`}: the silence lasted ${duration(entry.until - entry.since)}`,
        words: null,
        author,
      };
    case 'service_started':
      return { icon: 'running', sentence: 'Watching a real fleet from here on', words: null, author };
    case 'drill_started':
      return { icon: 'running', sentence: `Drill started at ${entry.speed} times speed`, words: null, author };
  }
}
