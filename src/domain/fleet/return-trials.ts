/**
 * Trials of clean switching off: is the device back on the next working day? They see what an update does to a device
 * that was shut down for the night and never starts again.
 */
import { TRIAL_KINDS } from '../detection/trial-row.ts';
import { conclude, failure, RISK_WINDOW_SEC } from './book-trial.ts';
import { returnDue } from './due.ts';
import { FLAG_REBOOT, FLAG_REVERTED } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { closesAt } from './trial-blocks.ts';

const RETURN = TRIAL_KINDS.indexOf('return');

/** The device was switched off or put to sleep at `at`: it is on trial unless it is already, since an earlier time. */
export function openReturnTrial(fleet: FleetState, device: number, at: number): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (segment.leftAt[i] !== 0 && segment.leftAt[i] <= at) return;
  if (fleet.now >= closesAt(returnDue(fleet, segment, i, at))) return;
  segment.leftAt[i] = at;
}

/** Books the return trial once it is due; returns when to look again (0 = never). */
export function bookReturnTrial(fleet: FleetState, device: number, segment: DeviceSegment, i: number): number {
  const left = segment.leftAt[i];
  if (left === 0) return 0;
  const due = returnDue(fleet, segment, i, left);
  const closes = closesAt(due);
  if (fleet.now < closes) return closes;
  segment.leftAt[i] = 0;
  if (segment.goneAt[i] > left) return 0;
  const isBack = segment.beatAt[i] > left;
  const booking = isBack ? 'pass' : failure(fleet, device, segment, i, left);
  const changeSet = changeSetWhen(fleet, segment, i, left);
  conclude(fleet, device, { start: left, due, kind: RETURN, changeSet }, booking);
  return 0;
}

/** What had become active within the risk window before it left, or waited for its next start. */
function changeSetWhen(fleet: FleetState, segment: DeviceSegment, i: number, left: number): number[] {
  const pool = fleet.exposures;
  const set: number[] = [];
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (pool.flags(record) & FLAG_REVERTED) continue;
    const wasActive = active !== 0 && active <= left;
    const isRecent = wasActive && left - active < RISK_WINDOW_SEC;
    const waited = !wasActive && (pool.flags(record) & FLAG_REBOOT) !== 0 && pool.at(record) <= left;
    if (isRecent || waited) set.push(pool.update(record));
  }
  return set.sort((a, b) => a - b);
}
