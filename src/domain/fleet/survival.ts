/** Updates that became active without a restart, and the heartbeats that show they were survived. */
import { liveDue } from './due.ts';
import { FLAG_REBOOT, FLAG_SURVIVED, FLAG_TRIED_LIVE } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import type { DeviceSegment } from './segments.ts';

/** What is heard this soon after an activation is no sign of having survived it. Seconds. */
const LIVE_GRACE_SEC = 30;

/**
 * From when on a live trial of what became active at `start` waits (epoch seconds): the minute before the first in which
 * being heard is surviving. So it has as many minutes as a control, which waits from the minute it was heard in, and
 * those who got the update late in a minute do not fail more often.
 */
export const waitsFrom = (start: number): number => Math.ceil((start + LIVE_GRACE_SEC) / 60) * 60 - 60;

/**
 * The device was heard in `minute` (epoch minutes), which is about to be forgotten: its update on trial remembers it.
 * It tells of the newest activation alone; what became active before had its chance until then.
 */
export function rememberSurvival(fleet: FleetState, segment: DeviceSegment, i: number, minute: number): void {
  const pool = fleet.exposures;
  let newest = 0;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const active = pool.activatedAt(record);
    if (active > newest && active < (minute + 1) * 60) newest = active;
  }
  if (newest === 0) return;
  const from = waitsFrom(newest);
  if (minute * 60 <= from || minute * 60 > liveDue(fleet, segment, i, from)) return;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    if (pool.activatedAt(record) !== newest || pool.flags(record) & (FLAG_REBOOT | FLAG_TRIED_LIVE)) continue;
    pool.setFlags(record, pool.flags(record) | FLAG_SURVIVED);
  }
}
