/**
 * Trials: a device activated an update, or started; was it healthy again by its due time? Opened by what devices
 * report, closed when their minute closes, each counted once under the labels the device has then.
 */

import type { Place } from '../detection/fleet-parts.ts';
import { type ClosedBlock, type Leaf, TRIAL_KINDS } from '../detection/trial-row.ts';
import { INTENTS } from './boots.ts';
import { afterDeaf, HEALTHY } from './condition.ts';
import { FLAG_REBOOT, FLAG_TRIED_BOOT, FLAG_TRIED_LIVE } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { bootHorizonSec, EXPECTED_REBOOT_SEC, liveHorizonSec, VERIFY_SEC } from './horizons.ts';
import { BOOTS_KEPT, type DeviceSegment, SEGMENT_BITS, SEGMENT_MASK } from './segments.ts';
import { type Booking, closesAt } from './trial-blocks.ts';

/** An update is on trial this long after its activation; later the device counts as a control again. Seconds. */
const RISK_WINDOW_SEC = 24 * 3600;
/** What is heard this soon after an activation is no sign of having survived it. Seconds. */
const LIVE_GRACE_SEC = 30;
/** A peer is living when it was heard this long after the start. Seconds. */
const PEER_SEC = 60;
const MASK_MINUTES = 32;
/** For so long after an activation the update's own trials tell how the device is. */
const CONTACT_REST_SEC = 30 * 60;

const BOOT = TRIAL_KINDS.indexOf('boot');
const LIVE = TRIAL_KINDS.indexOf('live');
const CONTACT = TRIAL_KINDS.indexOf('contact');
const NO_CONTACT = -1;
const RESTART = INTENTS.indexOf('restart');

/** Where a device stands with boot trials. */
const NO_TRIAL = 0;
const OPEN_TRIAL = 1;
/** Its last trial failed: it opens none until it was healthy again. */
const FAILED_TRIAL = 2;

/** Blocks that have closed by the fleet's time, in order; each is given once. */
export function takeClosedBlocks(fleet: FleetState): ClosedBlock[] {
  return fleet.trials.takeClosed(fleet.now);
}

/** The labels that occur in the fleet. Walks the devices. */
export function* placesOf(fleet: FleetState): Generator<Place> {
  for (const segment of fleet.segments) {
    const used = Math.min(segment.ring.length, fleet.deviceCount - (fleet.segments.indexOf(segment) << SEGMENT_BITS));
    for (let i = 0; i < used; i++) {
      yield { ring: segment.ring[i], sector: segment.sector[i], build: segment.build[i], region: segment.region[i] };
    }
  }
}

/** A heartbeat at `at` (before it is noted): its minute counts once, as a control's or as a watched device's. */
export function noteContact(fleet: FleetState, device: number, segment: DeviceSegment, i: number, at: number): void {
  if (!countsMinute(segment, i, at)) return;
  const minute = Math.floor(at / 60);
  const kind = contactKind(fleet, segment, i, minute);
  if (kind !== NO_CONTACT) bookContact(fleet, device, segment, i, minute, kind, 'begun');
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
    if (before[nth] !== NO_CONTACT) bookContact(fleet, device, segment, i, minute, before[nth], 'taken back');
    if (kind !== NO_CONTACT) bookContact(fleet, device, segment, i, minute, kind, 'begun');
  }
}

function bookContact(
  fleet: FleetState,
  device: number,
  segment: DeviceSegment,
  i: number,
  minute: number,
  kind: number,
  booking: Booking,
): void {
  book(fleet, device, liveDue(fleet, segment, i, minute * 60), kind, [], booking);
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
function countsMinute(segment: DeviceSegment, i: number, at: number): boolean {
  const newest = Math.floor(segment.beatAt[i] / 60);
  const minute = Math.floor(at / 60);
  if (minute > newest || segment.beatAt[i] === 0) {
    const shift = minute - newest;
    segment.beatMask[i] = (shift < MASK_MINUTES ? segment.beatMask[i] << shift : 0) | 1;
    return true;
  }
  const bit = newest - minute;
  if (bit >= MASK_MINUTES || (segment.beatMask[i] >>> bit) & 1) return false;
  segment.beatMask[i] |= 1 << bit;
  return true;
}

/** A boot started at `at`: it is a trial unless one is open, or the last one failed and the device is still down. */
export function openBootTrial(segment: DeviceSegment, i: number, at: number): void {
  if (segment.trialState[i] === NO_TRIAL && at > segment.trialStart[i]) {
    segment.trialState[i] = OPEN_TRIAL;
    segment.trialStart[i] = at;
  } else if (segment.trialState[i] === OPEN_TRIAL && at < segment.trialStart[i]) segment.trialStart[i] = at;
}

/** From when on the device is a control again: nothing became active on it for a whole risk window. */
export function controlAgainAt(fleet: FleetState, segment: DeviceSegment, i: number): number {
  const pool = fleet.exposures;
  let last = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    last = Math.max(last, pool.activatedAt(record));
  }
  return last === 0 ? 0 : (Math.floor(last / 60) + 1) * 60 + RISK_WINDOW_SEC;
}

/** Books what is due and returns when to look again (epoch seconds; 0 = never). */
export function bookTrials(fleet: FleetState, device: number): number {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.trialState[i] === FAILED_TRIAL && segment.condition[i] === HEALTHY) segment.trialState[i] = NO_TRIAL;
  return soonest(
    soonest(bookLiveTrials(fleet, device, segment, i), bookBootTrial(fleet, device, segment, i)),
    bookLastContact(fleet, device, segment, i),
  );
}

const soonest = (a: number, b: number): number => (a === 0 || (b !== 0 && b < a) ? b : a);

function bookLiveTrials(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  const pool = fleet.exposures;
  let next = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const start = pool.activatedAt(record);
    if (start === 0 || pool.flags(record) & (FLAG_REBOOT | FLAG_TRIED_LIVE)) continue;
    const due = liveDue(fleet, segment, i, start);
    const closes = closesAt(due);
    if (fleet.now < closes) {
      next = soonest(next, closes);
      continue;
    }
    const together = liveStartedAt(fleet, segment, i, start);
    for (const each of together) pool.setFlags(each, pool.flags(each) | FLAG_TRIED_LIVE);
    const booking = liveBooking(fleet, device, segment, i, start, due);
    if (booking === 'taken back') continue;
    conclude(fleet, device, due, LIVE, changeSetAt(fleet, segment, i, start, together), booking);
    if (booking === 'pass') continue;
    segment.trialState[i] = FAILED_TRIAL;
    segment.trialStart[i] = start;
  }
  return next;
}

/** Exposures without a restart that became active in the same second. */
function liveStartedAt(fleet: FleetState, segment: DeviceSegment, i: number, start: number): number[] {
  const pool = fleet.exposures;
  const found: number[] = [];
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    if (pool.activatedAt(record) === start && (pool.flags(record) & FLAG_REBOOT) === 0) found.push(record);
  }
  return found;
}

/** The trial's own updates, and those that were on trial without a verdict yet when it began. */
function changeSetAt(
  fleet: FleetState,
  segment: DeviceSegment,
  i: number,
  start: number,
  own: readonly number[],
): number[] {
  const pool = fleet.exposures;
  const set = new Set(own.map((record) => pool.update(record)));
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (active !== 0 && active <= start && dueOf(fleet, segment, i, record) > start) set.add(pool.update(record));
  }
  return [...set].sort((a, b) => a - b);
}

function dueOf(fleet: FleetState, segment: DeviceSegment, i: number, record: number): number {
  const pool = fleet.exposures;
  const active = pool.activatedAt(record);
  if ((pool.flags(record) & FLAG_REBOOT) === 0) return liveDue(fleet, segment, i, active);
  return bootDue(fleet, segment, i, active, expectedRebootsOf(fleet, record));
}

function liveDue(fleet: FleetState, segment: DeviceSegment, i: number, start: number): number {
  const horizon = liveHorizonSec(segment.everySec[i], segment.class[i]);
  return afterDeaf(fleet, start + horizon, horizon);
}

function bootDue(fleet: FleetState, segment: DeviceSegment, i: number, start: number, reboots: number): number {
  const horizon = bootHorizonSec(segment.class[i]);
  return afterDeaf(fleet, start + horizon + reboots * EXPECTED_REBOOT_SEC, horizon);
}

const expectedRebootsOf = (fleet: FleetState, record: number): number =>
  fleet.updates.at(fleet.exposures.update(record)).facts.expectedReboots ?? 0;

/**
 * `taken back`: switched off cleanly before it was heard, or another update became active before that; then the
 * later trial, which has both, tells.
 */
function liveBooking(
  fleet: FleetState,
  device: number,
  segment: DeviceSegment,
  i: number,
  start: number,
  due: number,
): Booking {
  const healthyFrom = start + LIVE_GRACE_SEC;
  if (segment.beatAt[i] > healthyFrom && segment.beatAt[i] <= due) return 'pass';
  const other = nextActivation(fleet, segment, i, start, due);
  if (other !== 0)
    return wasHeardIn(segment, i, Math.ceil(healthyFrom / 60), Math.floor(other / 60)) ? 'pass' : 'taken back';
  if (segment.beatAt[i] > healthyFrom) return 'pass';
  return wasLeftOff(segment, i, start, due) ? 'taken back' : failure(fleet, device, segment, i, start);
}

/** When the next update became active in a trial's time; 0 = none did. */
function nextActivation(fleet: FleetState, segment: DeviceSegment, i: number, start: number, due: number): number {
  const pool = fleet.exposures;
  let next = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (active > start && active <= due) next = soonest(next, active);
  }
  return next;
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

function failure(fleet: FleetState, device: number, segment: DeviceSegment, i: number, start: number): Booking {
  if (segment.heardAt[i] > start) return 'failed loop';
  return fleet.peers.hasLivingPeer(segment.site[i], device, start + PEER_SEC) ? 'failed dark' : 'failed, site dark';
}

/** A start is one trial: of what it activates, of what was live before its first boot, or of nothing. */
function bookBootTrial(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  if (segment.trialState[i] !== OPEN_TRIAL) return 0;
  const pool = fleet.exposures;
  const opened = segment.trialStart[i];
  const own: number[] = [];
  let start = opened;
  let reboots = 0;
  let tainted = false;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (active === 0) continue;
    const flags = pool.flags(record);
    if (flags & FLAG_REBOOT) {
      if ((flags & FLAG_TRIED_BOOT) === 0 && active >= opened && active <= opened + bootHorizonSec(segment.class[i])) {
        own.push(record);
        start = Math.max(start, active);
        reboots = Math.max(reboots, expectedRebootsOf(fleet, record));
      } else if (active <= opened && opened - active < RISK_WINDOW_SEC) tainted = true;
    } else if (active < opened && opened - active < RISK_WINDOW_SEC) {
      // A start soon after is what the live trial is about, unless the device went down cleanly in between.
      const isApart = opened > liveDue(fleet, segment, i, active) || wasLeftOff(segment, i, active, opened + 1);
      const isFirst = (flags & FLAG_TRIED_BOOT) === 0 && isApart;
      if (isFirst) own.push(record);
      else tainted = true;
    }
  }
  const due = bootDue(fleet, segment, i, start, reboots);
  const closes = closesAt(due);
  if (fleet.now < closes) return closes;
  for (const record of own) pool.setFlags(record, pool.flags(record) | FLAG_TRIED_BOOT);
  const booking = bootBooking(fleet, device, segment, i, start, due);
  segment.trialState[i] = booking === 'pass' || booking === 'taken back' ? NO_TRIAL : FAILED_TRIAL;
  if (booking === 'taken back' || (own.length === 0 && tainted)) return 0;
  conclude(fleet, device, due, BOOT, own.length === 0 ? [] : changeSetAt(fleet, segment, i, start, own), booking);
  return 0;
}

/** `taken back`: switched off cleanly, or given another update, before it was healthy: it counts for neither side. */
function bootBooking(
  fleet: FleetState,
  device: number,
  segment: DeviceSegment,
  i: number,
  start: number,
  due: number,
): Booking {
  let offAt = 0;
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    const ended = segment.bootEnded[s];
    if (ended > start && ended < due && segment.bootIntent[s] !== RESTART)
      offAt = offAt === 0 ? ended : Math.min(offAt, ended);
  }
  const other = nextActivation(fleet, segment, i, start, due);
  const until = soonest(offAt, other);
  if (isVerifiedSince(segment, i, start, until === 0 ? due : until)) return 'pass';
  return until === 0 ? failure(fleet, device, segment, i, start) : 'taken back';
}

/** Whether a boot that completed at `start` or later had been healthy for its two minutes by `until`. */
function isVerifiedSince(segment: DeviceSegment, i: number, start: number, until: number): boolean {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    const done = segment.bootDone[s];
    if (done >= start && done + VERIFY_SEC <= until && segment.bootHeard[s] >= done + VERIFY_SEC) return true;
  }
  return false;
}

/** A control that was not heard again after its last contact failed, unless it was switched off or got an update. */
function bookLastContact(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  const contact = segment.beatAt[i];
  const minute = Math.floor(contact / 60);
  if (contact === 0 || segment.contactBooked[i] === contact) return 0;
  const kind = contactKind(fleet, segment, i, minute);
  if (kind === NO_CONTACT) return 0;
  const due = liveDue(fleet, segment, i, minute * 60);
  const closes = closesAt(due);
  if (fleet.now < closes) return closes;
  segment.contactBooked[i] = contact;
  const gotUpdate = nextActivation(fleet, segment, i, contact, due) !== 0;
  const excused = gotUpdate || wasLeftOff(segment, i, contact, due);
  const booking = excused ? 'taken back' : failure(fleet, device, segment, i, contact);
  bookContact(fleet, device, segment, i, minute, kind, booking);
  return 0;
}

function wasLeftOff(segment: DeviceSegment, i: number, contact: number, due: number): boolean {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    if (segment.bootEnded[s] >= contact && segment.bootEnded[s] < due) return true;
  }
  return false;
}

/** Counts a trial and what became of it. */
function conclude(
  fleet: FleetState,
  device: number,
  due: number,
  kind: number,
  changeSet: readonly number[],
  booking: Booking,
): void {
  book(fleet, device, due, kind, changeSet, 'begun');
  if (booking !== 'pass') book(fleet, device, due, kind, changeSet, booking);
}

function book(
  fleet: FleetState,
  device: number,
  due: number,
  kind: number,
  changeSet: readonly number[],
  booking: Booking,
): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const leaf: Leaf = {
    kind,
    ring: segment.ring[i],
    sector: segment.sector[i],
    build: segment.build[i],
    region: segment.region[i],
    class: segment.class[i],
  };
  const minute = Math.floor(due / 60);
  fleet.trials.book(minute, leaf, changeSet, booking, segment.site[i]);
  // While a checkpoint is written: what its part will hold as done must be in its blocks.
  const cut = fleet.cutTrials;
  if (cut && device < cut.deviceCount && device >>> SEGMENT_BITS >= cut.partsEncoded) {
    cut.blocks.book(minute, leaf, changeSet, booking, segment.site[i]);
  }
}
