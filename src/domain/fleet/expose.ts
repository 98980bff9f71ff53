/** Which device got which update, and when it became active. Times in epoch seconds. */
import { MAX_EXPOSURES_PER_DEVICE } from '#contract/limits.ts';
import type { Activation } from '#contract/words.ts';
import { RESTART } from './boots.ts';
import { hasForgotten, recountContacts } from './contacts.ts';
import { countDown } from './down-counts.ts';
import { liveDue } from './due.ts';
import {
  CENSORED,
  CHECKED,
  FLAG_INFERRED,
  FLAG_REBOOT,
  FLAG_REVERTED,
  FLAG_SURVIVED,
  FLAG_TRIED_LIVE,
  NO_OUTCOME,
} from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { uncountExposure } from './settle.ts';
import { waitsFrom } from './survival.ts';
import { trackUpdate } from './track-update.ts';
import { controlAgainAt } from './trials.ts';
import type { TrackedUpdate } from './updates.ts';

/** The device's record of an update, or -1. */
export function findExposure(fleet: FleetState, device: number, update: number): number {
  let record = fleet.segmentOf(device).exposure[device & SEGMENT_MASK];
  while (record !== -1 && fleet.exposures.update(record) !== update) record = fleet.exposures.next(record);
  return record;
}

/** The device has had the update since `at`; a report of an earlier time corrects a later one. */
export function noteInstalled(
  fleet: FleetState,
  device: number,
  id: string,
  at: number,
  activation?: Activation,
): void {
  const update = trackUpdate(fleet, id);
  if (!update) return;
  const record = recordAt(fleet, device, update, at);
  const pool = fleet.exposures;
  // The record keeps the first install: a later one is another.
  if (at > pool.at(record)) pool.setFlags(record, pool.flags(record) & ~FLAG_REVERTED);
  const reboot = (activation ?? defaultActivation(update)) === 'reboot';
  if (reboot) {
    pool.setFlags(record, (pool.flags(record) | FLAG_REBOOT) & ~FLAG_INFERRED);
    // Starts before this install: had it waited for one of those, it would be active, or it was taken off again.
    for (const start of startsOf(fleet, device)) if (start > at) activate(fleet, device, record, start);
  } else {
    pool.setFlags(record, pool.flags(record) & ~FLAG_INFERRED);
    activateNow(fleet, device, record, at);
  }
}

/** A heartbeat lists the update as active: "seen with". Infers the install where no report told of it. */
export function noteSeenWith(fleet: FleetState, device: number, id: string, at: number): void {
  const update = trackUpdate(fleet, id);
  if (!update) return;
  const known = findExposure(fleet, device, update.number);
  const pool = fleet.exposures;
  if (known !== -1 && pool.activatedAt(known) !== 0 && (pool.flags(known) & FLAG_INFERRED) === 0) return;
  // A device with more active updates than are remembered: one of them was counted and forgotten already, and
  // a heartbeat lists it again and again.
  if (known === -1 && countExposures(fleet, device) >= MAX_EXPOSURES_PER_DEVICE) return;
  const record = recordAt(fleet, device, update, at);
  if (known === -1) pool.setFlags(record, FLAG_INFERRED);
  activateNow(fleet, device, record, at);
}

/** The device has the update no more: what it did stays counted, and no later start is a trial of it. */
export function noteReverted(fleet: FleetState, device: number, id: string): void {
  const update = fleet.updates.find(id);
  const record = update ? findExposure(fleet, device, update.number) : -1;
  if (record !== -1) fleet.exposures.setFlags(record, fleet.exposures.flags(record) | FLAG_REVERTED);
}

/** A boot started: what waited for a restart, and was not taken off before it, is active now. */
export function activateAtStart(fleet: FleetState, device: number, start: number): void {
  const first = fleet.segmentOf(device).exposure[device & SEGMENT_MASK];
  for (let record = first; record !== -1; record = fleet.exposures.next(record)) {
    const waits = fleet.exposures.flags(record) & (FLAG_REBOOT | FLAG_REVERTED);
    if (waits === FLAG_REBOOT) activate(fleet, device, record, start);
  }
}

function activate(fleet: FleetState, device: number, record: number, start: number): void {
  if (start > fleet.exposures.at(record)) activateNow(fleet, device, record, start);
}

function activateNow(fleet: FleetState, device: number, record: number, at: number): void {
  const known = fleet.exposures.activatedAt(record);
  if (known !== 0 && at >= known) return;
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  recountContacts(fleet, device, at, () => {
    fleet.exposures.setActivatedAt(record, at);
    segment.controlFrom[i] = controlAgainAt(fleet, segment, i);
  });
  noteForgotten(fleet, segment, i, record, at);
}

/** Told so late that nobody knows any more whether the device was heard in time: a live trial would guess. */
function noteForgotten(fleet: FleetState, segment: DeviceSegment, i: number, record: number, at: number): void {
  const pool = fleet.exposures;
  const flags = pool.flags(record);
  if (flags & FLAG_TRIED_LIVE) return;
  const isOver = segment.beatAt[i] > liveDue(fleet, segment, i, waitsFrom(at));
  const isForgotten = isOver && hasForgotten(segment, i, at);
  pool.setFlags(record, (flags & ~FLAG_SURVIVED) | (isForgotten ? FLAG_TRIED_LIVE : 0));
}

function defaultActivation(update: TrackedUpdate): Activation {
  const { activation, reach } = update.facts;
  return activation ?? (reach === 'kernel' || reach === 'os' ? 'reboot' : 'live');
}

/** Starts that are remembered, and the restarts announced: what waits becomes active with either. */
function startsOf(fleet: FleetState, device: number): number[] {
  const { bootStart, bootEnded, bootIntent } = fleet.segmentOf(device);
  const starts: number[] = [];
  const first = (device & SEGMENT_MASK) * BOOTS_KEPT;
  for (let s = first; s < first + BOOTS_KEPT; s++) {
    if (bootStart[s] !== 0) starts.push(bootStart[s]);
    if (bootEnded[s] !== 0 && bootIntent[s] === RESTART) starts.push(bootEnded[s]);
  }
  return starts;
}

function recordAt(fleet: FleetState, device: number, update: TrackedUpdate, at: number): number {
  const pool = fleet.exposures;
  const ring = fleet.ringFor(device, update.channel);
  if (update.firstSeenAt === 0 || at < update.firstSeenAt) update.firstSeenAt = at;
  const known = findExposure(fleet, device, update.number);
  if (known !== -1) {
    if (at < pool.at(known)) {
      update.installs.add(pool.at(known), pool.ring(known), -1);
      update.installs.add(at, pool.ring(known), 1);
      pool.setAt(known, at);
    }
    return known;
  }
  update.installs.add(at, ring, 1);
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  countDown(fleet, segment, i, -1);
  makeRoom(fleet, device);
  const record = pool.take(update.number, ring, at, segment.exposure[i]);
  segment.exposure[i] = record;
  countDown(fleet, segment, i, 1);
  return record;
}

function countExposures(fleet: FleetState, device: number): number {
  let count = 0;
  const first = fleet.segmentOf(device).exposure[device & SEGMENT_MASK];
  for (let record = first; record !== -1; record = fleet.exposures.next(record)) count++;
  return count;
}

/** Forgets the oldest record beyond the limit; judged or not, it stays counted where it stands. */
function makeRoom(fleet: FleetState, device: number): void {
  const pool = fleet.exposures;
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (countExposures(fleet, device) < MAX_EXPOSURES_PER_DEVICE) return;
  let oldest = -1;
  let beforeOldest = -1;
  for (let before = -1, record = segment.exposure[i]; record !== -1; before = record, record = pool.next(record)) {
    if (oldest === -1 || pool.at(record) <= pool.at(oldest)) {
      oldest = record;
      beforeOldest = before;
    }
  }
  const update = fleet.updates.at(pool.update(oldest));
  const stage = pool.stage(oldest) === CENSORED ? CENSORED : CHECKED;
  fleet.forgotten?.push({
    device,
    update: update.number,
    flags: pool.flags(oldest),
    ring: pool.ring(oldest),
    at: pool.at(oldest),
    activatedAt: pool.activatedAt(oldest),
  });
  uncountExposure(fleet, device, segment.sector[i], oldest);
  const ring = fleet.ringFor(device, update.channel);
  for (const counters of [update.counters, update.retired]) counters.add(ring, segment.sector[i], stage, NO_OUTCOME, 1);
  if (beforeOldest === -1) segment.exposure[i] = pool.next(oldest);
  else pool.setNext(beforeOldest, pool.next(oldest));
  pool.give(oldest);
}
