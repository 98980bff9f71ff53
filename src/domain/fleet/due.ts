/** When verdicts are due. All times in epoch seconds. */
import { zoneOffsetMs } from '#contract/time-zone.ts';
import { afterDeaf } from './deaf-times.ts';
import { FLAG_REBOOT } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { bootVerdictSec, EXPECTED_REBOOT_SEC, liveHorizonSec } from './horizons.ts';
import type { DeviceSegment } from './segments.ts';

const HOUR_SEC = 3_600;
const DAY_SEC = 24 * HOUR_SEC;
/** Whoever has not come back by this local time of a working day is missing. */
const BACK_BY_SEC = 10.5 * HOUR_SEC;
/** A night at least lies between leaving and that time. */
const NIGHT_SEC = 8 * HOUR_SEC;
/** 1 January 1970 was a Thursday. */
const isWorkday = (day: number): boolean => (day + 4) % 7 !== 0 && (day + 4) % 7 !== 6;

/** When a device heard at `at` is to be heard again, whatever befalls telemetry. */
export function contactDue(fleet: FleetState, segment: DeviceSegment, i: number, at: number): number {
  const horizon = liveHorizonSec(segment.everySec[i], segment.class[i]);
  return afterDeaf(fleet.deaf, at + horizon, horizon);
}

/** When a device that activated an update at `start` without a restart, or was heard then as a control, is to be heard again. */
export function liveDue(fleet: FleetState, segment: DeviceSegment, i: number, start: number): number {
  const horizon = liveHorizonSec(segment.everySec[i], segment.class[i]);
  return afterDeaf(fleet.deaf, fleet.suspensions.dueAfter(segment.region[i], start, horizon), horizon);
}

/** When a boot that began at `start`, of an update that needs `reboots` restarts more, is to be verified. */
export function bootDue(fleet: FleetState, segment: DeviceSegment, i: number, start: number, reboots: number): number {
  const horizon = bootVerdictSec(segment.everySec[i], segment.class[i]);
  const whole = horizon + reboots * EXPECTED_REBOOT_SEC;
  return afterDeaf(fleet.deaf, fleet.suspensions.dueAfter(segment.region[i], start, whole), horizon);
}

/** Restarts an update makes of itself beyond the first. */
export const expectedRebootsOf = (fleet: FleetState, record: number): number =>
  fleet.updates.at(fleet.exposures.update(record)).facts.expectedReboots ?? 0;

/** When the verdict on an active exposure is due. */
export function exposureDue(fleet: FleetState, segment: DeviceSegment, i: number, record: number): number {
  const active = fleet.exposures.activatedAt(record);
  if ((fleet.exposures.flags(record) & FLAG_REBOOT) === 0) return liveDue(fleet, segment, i, active);
  return bootDue(fleet, segment, i, active, expectedRebootsOf(fleet, record));
}

/**
 * When a device that was switched off cleanly at `left` is to be back: 10:30 by its region's clock on the next working
 * day. Every hour of leaving has a minute of its own after that, so that only devices that left alike are compared.
 */
export function returnDue(fleet: FleetState, segment: DeviceSegment, i: number, left: number): number {
  const zone = fleet.zones.get(segment.region[i]) ?? 'UTC';
  const toLocal = (at: number) => at + zoneOffsetMs(zone, at * 1000) / 1000;
  const local = toLocal(left);
  let day = Math.floor(local / DAY_SEC);
  while (day * DAY_SEC + BACK_BY_SEC < local + NIGHT_SEC || !isWorkday(day)) day++;
  const hour = Math.floor((local % DAY_SEC) / HOUR_SEC);
  const due = day * DAY_SEC + BACK_BY_SEC + hour * 60;
  const inUtc = due - (toLocal(due) - due);
  return fleet.suspensions.dueAfter(segment.region[i], left, inUtc - left);
}
