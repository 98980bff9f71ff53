/** What happened to an update, for the charts. "Released" is not known; "First seen" is. */
import type { LogEntry } from '#contract/log.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { clock, type Zone } from '../format/time.ts';
import type { Event } from './prepare-notes.ts';

/** @param log the update's own entries, in any order, undefined while unknown; its standing holds are known without. */
export function prepareEvents(
  update: UpdateSummary | undefined,
  log: readonly LogEntry[] | undefined,
  zone: Zone,
): Event[] {
  if (!update) return [];
  const entries = log ?? [];
  const { firstSeenAt, detectedAt, holds, rings } = update;
  const events: { at: number | null; kind: Event['kind']; word: string }[] = [
    { at: firstSeenAt, kind: 'first seen', word: 'First seen' },
    { at: detectedAt, kind: 'detected', word: 'Detected' },
    ...[...placedAt(holds, entries)].map((at) => ({ at, kind: 'paused' as const, word: 'Paused' })),
    ...liftedAt(holds, entries).map(({ at, left }) => ({
      at,
      kind: 'resumed' as const,
      word: left === 0 ? 'Resumed' : 'Hold lifted',
    })),
    ...[...notedAt(entries)].map((at) => ({ at, kind: 'note' as const, word: 'Note' })),
    // Where it was first seen says so already.
    ...rings.flatMap(({ ring, firstInstallAt }) =>
      firstInstallAt === null || minute(firstInstallAt) === minute(firstSeenAt ?? 0)
        ? []
        : [{ at: firstInstallAt, kind: 'ring' as const, word: ring }],
    ),
  ];
  return events.flatMap(({ at, kind, word }) =>
    at === null ? [] : [{ at: minute(at), kind, word, time: clock(at, zone) }],
  );
}

const notedAt = (log: readonly LogEntry[]): Set<number> =>
  new Set(log.flatMap((entry) => (entry.kind === 'note' ? [minute(entry.at)] : [])));

/** When holds were placed, without the ones taken back at once. */
function placedAt(holds: UpdateSummary['holds'], log: readonly LogEntry[]): Set<number> {
  const undone = new Set(log.flatMap((entry) => (entry.kind === 'hold_lifted' && entry.undo ? [entry.hold] : [])));
  const logged = log.flatMap((entry) =>
    entry.kind === 'hold_placed' && !undone.has(entry.hold) ? [minute(entry.at)] : [],
  );
  return new Set([...holds.map((hold) => minute(hold.placedAt)), ...logged]);
}

/**
 * When holds were lifted, and how many were left standing then. The log is walked from its end, where the standing holds
 * are known: its beginning may be cut off, and the newest of those may not be in it yet.
 */
function liftedAt(holds: UpdateSummary['holds'], log: readonly LogEntry[]): { at: number; left: number }[] {
  const standing = new Map(holds.map(({ id, placedAt }) => [id, placedAt]));
  const lifted: { at: number; left: number }[] = [];
  for (const entry of log.toSorted((a, b) => b.seq - a.seq)) {
    if (entry.kind === 'hold_placed') standing.delete(entry.hold);
    if (entry.kind !== 'hold_lifted') continue;
    if (!entry.undo)
      lifted.push({ at: entry.at, left: [...standing.values()].filter((from) => from <= entry.at).length });
    standing.set(entry.hold, Number.NEGATIVE_INFINITY);
  }
  return lifted;
}

/** Everything stands where its minute begins, as charts end with one, and nothing before what came first in it; two of a kind are one line. */
const minute = (at: number): number => Math.floor(at / 60_000) * 60_000;
