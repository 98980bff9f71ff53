/** Trials of updates that became active without a restart: is the device heard again? */
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import { changeSetAt, conclude, FAILED_TRIAL, failure, nextActivation, soonest, wasLeftOff } from './book-trial.ts';
import { wasHeardIn } from './contacts.ts';
import { liveDue } from './due.ts';
import { FLAG_REBOOT, FLAG_SURVIVED, FLAG_TRIED_LIVE } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import type { DeviceSegment } from './segments.ts';
import { waitsFrom } from './survival.ts';
import { type Booking, closesAt } from './trial-blocks.ts';

const LIVE = TRIAL_KINDS.indexOf('live');

/** Books the live trials that are due; returns when to look again (0 = never). */
export function bookLiveTrials(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  const pool = fleet.exposures;
  let next = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const start = pool.activatedAt(record);
    if (start === 0 || pool.flags(record) & (FLAG_REBOOT | FLAG_TRIED_LIVE)) continue;
    const due = liveDue(fleet, segment, i, waitsFrom(start));
    const closes = closesAt(due);
    if (fleet.now < closes) {
      next = soonest(next, closes);
      continue;
    }
    const together = liveStartedAt(fleet, segment, i, start);
    for (const each of together) pool.setFlags(each, pool.flags(each) | FLAG_TRIED_LIVE);
    const isSurvived = together.some((each) => pool.flags(each) & FLAG_SURVIVED);
    const booking = isSurvived ? 'pass' : liveBooking(fleet, device, segment, i, start, due);
    if (booking === 'taken back') continue;
    const changeSet = changeSetAt(fleet, segment, i, start, together);
    conclude(fleet, device, { start, due, kind: LIVE, changeSet }, booking);
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

/**
 * `taken back`: switched off cleanly before it was heard, or another update became active before that; then the
 * later trial, which has both, tells. So is that of a device that has never sent a heartbeat: it owes none, and no
 * control is like it.
 */
function liveBooking(
  fleet: FleetState,
  device: number,
  segment: DeviceSegment,
  i: number,
  start: number,
  due: number,
): Booking {
  const from = waitsFrom(start) / 60 + 1;
  const other = nextActivation(fleet, segment, i, start, due);
  if (other !== 0) return wasHeardIn(segment, i, from, Math.floor(other / 60)) ? 'pass' : 'taken back';
  if (wasHeardIn(segment, i, from, Math.floor(due / 60) + 1)) return 'pass';
  if (segment.beatAt[i] === 0 || wasLeftOff(segment, i, start, due)) return 'taken back';
  return failure(fleet, device, segment, i, start);
}
