/** Trials of starts: is the device healthy again in time? */
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import {
  changeSetAt,
  conclude,
  FAILED_TRIAL,
  failure,
  NO_TRIAL,
  nextActivation,
  OPEN_TRIAL,
  RISK_WINDOW_SEC,
  soonest,
  wasLeftOff,
} from './book-trial.ts';
import { isVerified, RESTART } from './boots.ts';
import { bootDue, expectedRebootsOf, liveDue } from './due.ts';
import { FLAG_REBOOT, FLAG_REVERTED, FLAG_TRIED_BOOT } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { bootHorizonSec, VERIFY_SEC } from './horizons.ts';
import { BOOTS_KEPT, type DeviceSegment } from './segments.ts';
import { type Booking, closesAt } from './trial-blocks.ts';

const BOOT = TRIAL_KINDS.indexOf('boot');

/**
 * A start was announced or made at `at`: it is a trial unless one is open, or the last one failed and the device is
 * still down.
 */
export function openBootTrial(segment: DeviceSegment, i: number, at: number): void {
  if (segment.trialState[i] === NO_TRIAL && at > segment.trialStart[i]) {
    segment.trialState[i] = OPEN_TRIAL;
    segment.trialStart[i] = at;
    segment.trialDone[i] = 0;
  } else if (segment.trialState[i] === OPEN_TRIAL && at < segment.trialStart[i]) segment.trialStart[i] = at;
}

interface Opened {
  /** Records of the updates that this start is the first of. */
  readonly own: readonly number[];
  readonly start: number;
  readonly reboots: number;
  /** An update became active within the risk window, and had its first start before, or was taken off. */
  readonly tainted: boolean;
}

/** A start is one trial: of what it activates, of what was live before its first boot, or of nothing. */
export function bookBootTrial(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  if (segment.trialState[i] !== OPEN_TRIAL) return 0;
  const { own, start, reboots, tainted } = openedBy(fleet, segment, i);
  rememberVerified(segment, i, start);
  const due = bootDue(fleet, segment, i, start, reboots);
  const closes = closesAt(due);
  if (fleet.now < closes) return closes;
  const pool = fleet.exposures;
  for (const record of own) pool.setFlags(record, pool.flags(record) | FLAG_TRIED_BOOT);
  const booking = bootBooking(fleet, device, segment, i, start, due);
  segment.trialState[i] = booking === 'pass' || booking === 'taken back' ? NO_TRIAL : FAILED_TRIAL;
  if (booking === 'taken back' || (own.length === 0 && tainted)) return 0;
  const changeSet = own.length === 0 ? [] : changeSetAt(fleet, segment, i, start, own);
  conclude(fleet, device, { start, due, kind: BOOT, changeSet }, booking);
  return 0;
}

function openedBy(fleet: FleetState, segment: DeviceSegment, i: number): Opened {
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
    if (flags & FLAG_REVERTED) {
      // Not on it any more; what it did may last.
      if (active <= opened && opened - active < RISK_WINDOW_SEC) tainted = true;
    } else if (flags & FLAG_REBOOT) {
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
  return { own, start, reboots, tainted };
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
    if (ended > start && ended < due && segment.bootIntent[s] !== RESTART) offAt = soonest(offAt, ended);
  }
  const until = soonest(offAt, nextActivation(fleet, segment, i, start, due));
  const kept = segment.trialDone[i];
  const done = soonest(verifiedSince(segment, i, start), kept >= start ? kept : 0);
  if (done !== 0 && done + VERIFY_SEC <= (until === 0 ? due : until)) return 'pass';
  return until === 0 ? failure(fleet, device, segment, i, start) : 'taken back';
}

/** When the first boot completed, of those remembered, that did so at `start` or later and was healthy for two minutes; 0 = none. */
function verifiedSince(segment: DeviceSegment, i: number, start: number): number {
  let first = 0;
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    const done = segment.bootDone[s];
    if (done >= start && isVerified(segment, s)) first = soonest(first, done);
  }
  return first;
}

/**
 * Keeps the completion of a boot that passes the trial: a loop that begins soon after may push it out of the boots that
 * are remembered. Only of one known to have started since, because of others a heartbeat may yet prove an earlier one.
 */
function rememberVerified(segment: DeviceSegment, i: number, start: number): void {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    if (segment.bootStart[s] < start || !isVerified(segment, s)) continue;
    const done = segment.bootDone[s];
    const known = segment.trialDone[i];
    segment.trialDone[i] = known < start ? done : Math.min(known, done);
  }
}
