/** Updates that became active without a restart, and the heartbeats that show they were survived. */
import { liveDue } from './due.ts';
import { FLAG_REBOOT, FLAG_SURVIVED, FLAG_TRIED_LIVE } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import type { DeviceSegment } from './segments.ts';

/** What is heard this soon after an activation is no sign of having survived it. Seconds. */
export const LIVE_GRACE_SEC = 30;

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
  if (newest === 0 || minute * 60 < newest + LIVE_GRACE_SEC) return;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    if (pool.activatedAt(record) !== newest || pool.flags(record) & (FLAG_REBOOT | FLAG_TRIED_LIVE)) continue;
    if (minute * 60 <= liveDue(fleet, segment, i, newest)) pool.setFlags(record, pool.flags(record) | FLAG_SURVIVED);
  }
}
