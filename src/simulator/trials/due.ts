/** When the trials of simulated devices are due, by the published rules. Epoch seconds. */
import { zoneOffsetMs } from '#contract/time-zone.ts';
import type { Fleet } from '../fleet.ts';

const CLOSING_SEC = 60;
/** A heartbeat so soon after an activation is no sign of having survived it. */
export const GRACE_SEC = 30;
const REBOOT_SEC = 240;
const MOST_SUSPENDED_SEC = 1_800;
const DAY_SEC = 86_400;

/** The end of the minute after the one that holds `due`: then the verdict is taken. */
export const verdictAt = (due: number): number => (Math.floor(due / 60) + 1) * 60 + CLOSING_SEC;

const classOf = (fleet: Fleet, device: number) => fleet.shape.classes[fleet.class[device] ?? 0];

export const bootHorizonSec = (fleet: Fleet, device: number): number =>
  classOf(fleet, device)?.class === 'laptop' ? 900 : 600;

/** Spans of impaired telemetry of one region: from and until, `Infinity` while it lasts. */
export type Suspended = readonly { readonly from: number; readonly until: number }[];

function prolonged(start: number, horizonSec: number, suspended: Suspended): number {
  let extra = 0;
  for (const { from, until } of suspended) {
    const due = start + horizonSec + extra;
    if (from < due && until > start) extra = Math.min(MOST_SUSPENDED_SEC, extra + until - Math.max(from, start));
  }
  return start + horizonSec + extra;
}

export function liveDue(fleet: Fleet, device: number, start: number, suspended: Suspended): number {
  const everySec = classOf(fleet, device)?.everySec ?? 60;
  return prolonged(start, everySec <= 30 ? 180 : Math.max(180, 4 * everySec), suspended);
}

/** A trial waits from the minute before the first in which a heartbeat counts. */
export function liveTrialDue(fleet: Fleet, device: number, active: number, suspended: Suspended): number {
  return liveDue(fleet, device, Math.ceil((active + GRACE_SEC) / 60) * 60 - 60, suspended);
}

/** Time for the boot, or for a device that is seldom heard: five minutes and two of its heartbeats. */
export function bootDue(fleet: Fleet, device: number, start: number, reboots: number, suspended: Suspended): number {
  const seldom = 300 + 2 * (classOf(fleet, device)?.everySec ?? 60);
  return prolonged(start, Math.max(bootHorizonSec(fleet, device), seldom) + reboots * REBOOT_SEC, suspended);
}

/** 10:30 local time of the first working day that begins at least eight hours on, plus a minute an hour of leaving. */
export function returnDue(fleet: Fleet, device: number, left: number, suspended: Suspended): number {
  const zone = fleet.shape.regions[fleet.region[device] ?? 0]?.timeZone ?? 'UTC';
  const offset = zoneOffsetMs(zone, left * 1000) / 1000;
  const local = left + offset;
  const hour = Math.floor((local % DAY_SEC) / 3_600);
  for (let day = Math.floor(local / DAY_SEC); ; day += 1) {
    const morning = day * DAY_SEC + 37_800;
    const weekday = new Date(day * DAY_SEC * 1000).getUTCDay();
    if (weekday === 0 || weekday === 6 || morning - local < 28_800) continue;
    return prolonged(left, morning + hour * 60 - local, suspended);
  }
}
