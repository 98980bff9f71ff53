/**
 * The last boots of a device. Boots of one device follow one another, so any time observed in a boot puts
 * it in order; that makes the record independent of the order in which reports arrive.
 */
import { VERIFY_SEC } from './horizons.ts';
import { BOOTS_KEPT, type DeviceSegment } from './segments.ts';

export const INTENTS = ['off', 'sleep', 'restart'] as const;
export type Intent = (typeof INTENTS)[number];
export const RESTART = INTENTS.indexOf('restart');
/** Two starts this close, one of them without a boot id, are the same start. Seconds. */
const SAME_START_SEC = 2;

/** Any time known of boot slot `s`; 0 = empty slot. */
function timeOf(segment: DeviceSegment, s: number): number {
  return segment.bootStart[s] || segment.bootDone[s] || segment.bootHeard[s] || segment.bootEnded[s];
}

function moveSlot(segment: DeviceSegment, from: number, to: number): void {
  segment.bootId[to] = segment.bootId[from];
  segment.bootStart[to] = segment.bootStart[from];
  segment.bootDone[to] = segment.bootDone[from];
  segment.bootHeard[to] = segment.bootHeard[from];
  segment.bootEnded[to] = segment.bootEnded[from];
  segment.bootIntent[to] = segment.bootIntent[from];
}

function clearSlot(segment: DeviceSegment, s: number, id: number): void {
  segment.bootId[s] = id;
  segment.bootStart[s] = 0;
  segment.bootDone[s] = 0;
  segment.bootHeard[s] = 0;
  segment.bootEnded[s] = 0;
  segment.bootIntent[s] = 0;
}

/** Whether a start at `at` without an id can be the boot in slot `s`, or the other way round. */
function sameStart(segment: DeviceSegment, s: number, id: number, at: number): boolean {
  if (id !== 0 && segment.bootId[s] !== 0) return false;
  return segment.bootStart[s] !== 0 && Math.abs(segment.bootStart[s] - at) <= SAME_START_SEC;
}

/** Whether boot `s` completed and was heard from long enough after that. */
export function isVerified(segment: DeviceSegment, s: number): boolean {
  const done = segment.bootDone[s];
  return done !== 0 && segment.bootHeard[s] >= done + VERIFY_SEC;
}

/** The slot of the boot with this id (0 = none given), or -1. */
export function findBoot(segment: DeviceSegment, i: number, id: number): number {
  if (id === 0) return -1;
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) if (segment.bootId[s] === id) return s;
  return -1;
}

/**
 * The slot of the boot with this id, made at its place in time if it is new; -1 when it is older than all
 * boots kept. `isStart`: `at` is the boot's start, so an id-less start at the same time is this boot.
 */
export function bootSlot(segment: DeviceSegment, i: number, id: number, at: number, isStart: boolean): number {
  const first = i * BOOTS_KEPT;
  const known = findBoot(segment, i, id);
  if (known !== -1) return known;
  let s = first;
  for (; s < first + BOOTS_KEPT; s++) {
    if (isStart && sameStart(segment, s, id, at)) {
      if (id !== 0) segment.bootId[s] = id;
      return s;
    }
    if (timeOf(segment, s) < at) break;
  }
  if (s === first + BOOTS_KEPT) return -1;
  for (let to = first + BOOTS_KEPT - 1; to > s; to--) moveSlot(segment, to - 1, to);
  clearSlot(segment, s, id);
  return s;
}

/** The boot a report without a boot id belongs to: the newest that had begun by `at`; -1 = none known. */
export function bootAt(segment: DeviceSegment, i: number, at: number): number {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    const time = timeOf(segment, s);
    if (time !== 0 && time <= at) return s;
  }
  return -1;
}

export function noteStart(segment: DeviceSegment, i: number, id: number, at: number): void {
  const s = bootSlot(segment, i, id, at, true);
  if (s === -1) return;
  if (segment.bootStart[s] === 0 || segment.bootStart[s] > at) segment.bootStart[s] = at;
}

/** The boot had completed by `at`: a completion report, or a heartbeat, which only a running system sends. */
export function noteDone(segment: DeviceSegment, i: number, id: number, at: number): void {
  const s = bootSlot(segment, i, id, at, false);
  if (s === -1) return;
  if (segment.bootDone[s] === 0 || segment.bootDone[s] > at) segment.bootDone[s] = at;
  if (segment.bootHeard[s] < at) segment.bootHeard[s] = at;
}

/**
 * A clean shutdown out of boot `id` (0 = not said). A boot that announces its own restart ran until then: a device that
 * is seldom heard may restart again and again before its next heartbeat is due. Where it is not said which boot that
 * was, it may have been one whose start is not told of yet.
 */
export function noteEnded(segment: DeviceSegment, i: number, id: number, at: number, intent: Intent): void {
  const s = id === 0 ? bootAt(segment, i, at) : bootSlot(segment, i, id, at, false);
  if (s === -1) return;
  const code = INTENTS.indexOf(intent);
  if (id !== 0 && code === RESTART && segment.bootHeard[s] < at) segment.bootHeard[s] = at;
  if (segment.bootEnded[s] > at || (segment.bootEnded[s] === at && segment.bootIntent[s] <= code)) return;
  segment.bootEnded[s] = at;
  segment.bootIntent[s] = code;
}
