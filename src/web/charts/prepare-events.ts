/** What happened to an update, for the charts. "Released" is not known; "First seen" is. */
import type { UpdateSummary } from '#contract/update.ts';
import { clock, type Zone } from '../format/time.ts';
import type { Event } from './prepare-notes.ts';

export function prepareEvents(update: UpdateSummary | undefined, zone: Zone): Event[] {
  if (!update) return [];
  const paused = update.holds.map((hold) => hold.placedAt);
  const events: { at: number | null; kind: Event['kind']; word: string }[] = [
    { at: update.firstSeenAt, kind: 'first seen', word: 'First seen' },
    { at: update.detectedAt, kind: 'detected', word: 'Detected' },
    { at: paused.length === 0 ? null : Math.min(...paused), kind: 'paused', word: 'Paused' },
  ];
  return events.flatMap(({ at, kind, word }) => (at === null ? [] : [{ at, kind, word, time: clock(at, zone) }]));
}
