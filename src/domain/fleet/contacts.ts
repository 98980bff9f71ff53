/**
 * Controls of live trials: every minute in which a device was heard that has no update on trial. It is counted when it
 * is heard, and failed when nothing follows in time. The fleet alarm watches the same contacts.
 */
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import { book, conclude, failure, nextActivation, RISK_WINDOW_SEC, soonest, wasLeftOff } from './book-trial.ts';
import { contactDue, liveDue } from './due.ts';
import type { FleetState } from './fleet-state.ts';
import { liveHorizonSec } from './horizons.ts';
import { type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { rememberSurvival } from './survival.ts';
import { type Booking, closesAt } from './trial-blocks.ts';

const MASK_MINUTES = 32;
/** For so long after an activation the update's own trials tell how the device is. */
const CONTACT_REST_SEC = 30 * 60;
const LIVE = TRIAL_KINDS.indexOf('live');
const CONTACT = TRIAL_KINDS.indexOf('contact');
const NO_CONTACT = -1;

/** A heartbeat at `at` (before it is noted): its minute counts once, as a control's or as a watched device's. */
export function noteContact(fleet: FleetState, device: number, segment: DeviceSegment, i: number, at: number): void {
  if (!countsMinute(fleet, segment, i, at)) return;
  const minute = Math.floor(at / 60);
  if (at > segment.beatAt[i]) segment.contactHeld[i] = 0;
  const kind = contactKind(fleet, segment, i, minute);
  if (kind !== NO_CONTACT) bookContact(fleet, device, minute, kind, 'begun');
}

/**
 * Runs `change`, by which an update turns out to have become active at `at`, and counts the minutes heard since then
 * as what they are now.
 */
export function recountContacts(fleet: FleetState, device: number, at: number, change: () => void): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const newest = Math.floor(segment.beatAt[i] / 60);
  const heard: number[] = [];
  for (let minute = Math.max(Math.floor(at / 60), newest - MASK_MINUTES + 1); minute <= newest; minute++) {
    if ((segment.beatMask[i] >>> (newest - minute)) & 1) heard.push(minute);
  }
  const before = heard.map((minute) => contactKind(fleet, segment, i, minute));
  change();
  for (const [nth, minute] of heard.entries()) {
    const kind = contactKind(fleet, segment, i, minute);
    if (kind === before[nth]) continue;
    if (before[nth] !== NO_CONTACT) bookContact(fleet, device, minute, before[nth], 'taken back');
    if (kind !== NO_CONTACT) bookContact(fleet, device, minute, kind, 'begun');
  }
}

/** Of a device heard in `minute` (epoch minutes). */
function bookContact(fleet: FleetState, device: number, minute: number, kind: number, booking: Booking): void {
  const due = contactDue(fleet, fleet.segmentOf(device), device & SEGMENT_MASK, minute * 60);
  book(fleet, device, { due, kind, changeSet: [] }, booking);
}

/**
 * What hearing the device in this minute (epoch minutes) counts as: a control where no update became active in it or
 * within the risk window before; watched where the last one was survived; nothing while one awaits its verdict.
 */
function contactKind(fleet: FleetState, segment: DeviceSegment, i: number, minute: number): number {
  if (minute * 60 >= segment.controlFrom[i]) return LIVE;
  const pool = fleet.exposures;
  let kind = LIVE;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    const since = minute - Math.floor(active / 60);
    if (active === 0 || since < 0 || since * 60 >= RISK_WINDOW_SEC) continue;
    if (since * 60 < CONTACT_REST_SEC) return NO_CONTACT;
    kind = CONTACT;
  }
  return kind;
}

/** Marks the minute of `at` as heard; false when it was already, or is too long ago to tell. */
function countsMinute(fleet: FleetState, segment: DeviceSegment, i: number, at: number): boolean {
  const newest = Math.floor(segment.beatAt[i] / 60);
  const minute = Math.floor(at / 60);
  if (minute > newest || segment.beatAt[i] === 0) {
    forgetMinutes(fleet, segment, i, minute - MASK_MINUTES);
    const shift = minute - newest;
    segment.beatMask[i] = (shift < MASK_MINUTES ? segment.beatMask[i] << shift : 0) | 1;
    return true;
  }
  const bit = newest - minute;
  if (bit >= MASK_MINUTES) {
    rememberSurvival(fleet, segment, i, minute);
    return false;
  }
  if ((segment.beatMask[i] >>> bit) & 1) return false;
  segment.beatMask[i] |= 1 << bit;
  return true;
}

/** Minutes up to `last` are leaving the mask: what they say of an update on trial is noted with it. */
function forgetMinutes(fleet: FleetState, segment: DeviceSegment, i: number, last: number): void {
  if (segment.exposure[i] === -1) return;
  const newest = Math.floor(segment.beatAt[i] / 60);
  // The everyday case, of every heartbeat: what became active last has long had its verdict.
  const lastActive = segment.controlFrom[i] - RISK_WINDOW_SEC;
  if ((newest - MASK_MINUTES) * 60 > liveDue(fleet, segment, i, lastActive)) return;
  for (let bit = Math.max(0, newest - last); bit < MASK_MINUTES; bit++) {
    if ((segment.beatMask[i] >>> bit) & 1) rememberSurvival(fleet, segment, i, newest - bit);
  }
}

/** Whether a heartbeat came in one of these minutes (epoch minutes, `until` excluded), as far as they are remembered. */
export function wasHeardIn(segment: DeviceSegment, i: number, from: number, until: number): boolean {
  const newest = Math.floor(segment.beatAt[i] / 60);
  for (let minute = from; minute < until; minute++) {
    const bit = newest - minute;
    if (bit >= 0 && bit < MASK_MINUTES && (segment.beatMask[i] >>> bit) & 1) return true;
  }
  return false;
}

/** Whether it is forgotten in which minutes the device was heard since `at` (epoch seconds). */
export function hasForgotten(segment: DeviceSegment, i: number, at: number): boolean {
  return Math.floor(segment.beatAt[i] / 60) - Math.floor(at / 60) >= MASK_MINUTES;
}

/** Books the contacts that failed by now; returns when to look again (0 = never). */
export function bookContacts(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  return soonest(bookGaps(fleet, device, segment, i), bookLastContact(fleet, device, segment, i));
}

/**
 * A contact failed as well when the next one came, but too late: an updated device is not given that time either.
 * As far as minutes are remembered, which is all of them where heartbeats are frequent enough to be lost in numbers.
 */
function bookGaps(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  const newest = Math.floor(segment.beatAt[i] / 60);
  const horizon = liveHorizonSec(segment.everySec[i], segment.class[i]);
  const booked = Math.floor(segment.contactBooked[i] / 60);
  const mask = segment.beatMask[i];
  let again = 0;
  let next = newest;
  for (let bit = 1; bit < MASK_MINUTES && newest - bit > booked; bit++) {
    if (((mask >>> bit) & 1) === 0) continue;
    const minute = newest - bit;
    if ((next - minute) * 60 > horizon) again = soonest(again, bookGap(fleet, device, minute, next));
    next = minute;
  }
  return again;
}

/** Heard in `minute`, and then not before the minute `next`: whether that was in time. */
function bookGap(fleet: FleetState, device: number, minute: number, next: number): number {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const contact = minute * 60;
  const due = contactDue(fleet, segment, i, contact);
  const kind = contactKind(fleet, segment, i, minute);
  const wasInTime = next <= Math.floor(due / 60) || liveDue(fleet, segment, i, contact) > due;
  if (wasInTime || kind === NO_CONTACT) return 0;
  if (fleet.now < closesAt(due)) return closesAt(due);
  segment.contactBooked[i] = Math.max(segment.contactBooked[i], contact);
  bookContact(fleet, device, minute, kind, verdictOnContact(fleet, device, contact, due));
  return 0;
}

/** Of a contact that was not followed in time: excused when the device was switched off or got an update. */
function verdictOnContact(fleet: FleetState, device: number, contact: number, due: number): Booking {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const isExcused = nextActivation(fleet, segment, i, contact, due) !== 0 || wasLeftOff(segment, i, contact, due);
  return isExcused ? 'taken back' : failure(fleet, device, segment, i, contact);
}

/** A device that was not heard again after its last contact failed. Returns when to look again (0 = never). */
function bookLastContact(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  const contact = segment.beatAt[i];
  const minute = Math.floor(contact / 60);
  if (contact === 0 || segment.contactBooked[i] === contact) return 0;
  const kind = contactKind(fleet, segment, i, minute);
  if (kind === NO_CONTACT) return 0;
  const due = contactDue(fleet, segment, i, minute * 60);
  if (fleet.now < closesAt(due)) return closesAt(due);
  const verdict = verdictOnContact(fleet, device, contact, due);
  const awaited = kind === LIVE && verdict !== 'taken back' ? liveDue(fleet, segment, i, minute * 60) : due;
  if (awaited > due) return holdContact(fleet, device, due, awaited, verdict);
  segment.contactBooked[i] = contact;
  bookContact(fleet, device, minute, kind, verdict);
  return 0;
}

/**
 * Telemetry is impaired, so a control is given more time, as updated devices are. The fleet alarm is not: for it the
 * contact fails when it would have anyway.
 */
function holdContact(fleet: FleetState, device: number, due: number, awaited: number, verdict: Booking): number {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const start = segment.beatAt[i];
  if (segment.contactHeld[i] === 0) {
    segment.contactHeld[i] = 1;
    book(fleet, device, { due, kind: LIVE, changeSet: [] }, 'taken back');
    conclude(fleet, device, { start, due, kind: CONTACT, changeSet: [] }, verdict);
  }
  if (fleet.now < closesAt(awaited)) return closesAt(awaited);
  segment.contactBooked[i] = start;
  conclude(fleet, device, { start, due: awaited, kind: LIVE, changeSet: [] }, verdict);
  return 0;
}
