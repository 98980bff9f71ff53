/** Devices picked by where they are, what they do, and how they stand with an update. Finding never changes state. */
import type { DeviceFilter } from '#contract/device.ts';
import { CONDITIONS, type Outcome, STAGES } from '#contract/words.ts';
import { isDown } from './condition.ts';
import { findExposure } from './expose.ts';
import { OUTCOME_LOOPING, OUTCOME_RECOVERED, OUTCOME_SILENT } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { isGone } from './read.ts';
import { SEGMENT_MASK } from './segments.ts';

/** Devices looked at in one go: five milliseconds of work where all of a filter is said. */
export const DEVICES_IN_ONE_GO = 1 << 16;

type Test = (device: number) => boolean;

const OUTCOMES: Readonly<Record<Outcome, readonly number[]>> = {
  looping: [OUTCOME_LOOPING],
  silent: [OUTCOME_SILENT],
  down: [OUTCOME_LOOPING, OUTCOME_SILENT],
  recovered: [OUTCOME_RECOVERED],
};

/**
 * Numbers of the devices that match, from `from` on, at most `limit`; and where to go on, or undefined. It stops after
 * `DEVICES_IN_ONE_GO`, however few it has found.
 */
export function findDevices(
  fleet: FleetState,
  filter: DeviceFilter,
  from: number,
  limit: number,
): { devices: number[]; next: number | undefined } {
  const devices: number[] = [];
  const tests = testsOf(fleet, filter);
  if (tests === null) return { devices, next: undefined };
  const end = Math.min(fleet.deviceCount, from + DEVICES_IN_ONE_GO);
  for (let device = from; device < end; device++) {
    if (isGone(fleet, device) || !tests.every((test) => test(device))) continue;
    if (devices.length === limit) return { devices, next: device };
    devices.push(device);
  }
  return { devices, next: end < fleet.deviceCount ? end : undefined };
}

/** What a device has to pass, the cheapest first; null where none can. */
function testsOf(fleet: FleetState, filter: DeviceFilter): Test[] | null {
  const update = filter.update === undefined ? null : fleet.updates.find(filter.update);
  if (update === undefined) return null;
  const tests: Test[] = [];
  const { condition, ring } = filter;
  if (condition !== undefined) {
    const code = condition === 'down' ? -1 : CONDITIONS.indexOf(condition);
    tests.push((device) => {
      const now = fleet.segmentOf(device).condition[device & SEGMENT_MASK];
      return code === -1 ? isDown(now) : now === code;
    });
  }
  for (const label of ['sector', 'region', 'site'] as const) {
    const value = filter[label];
    if (value === undefined) continue;
    const code = fleet.dictionaries[label].find(value);
    tests.push((device) => fleet.segmentOf(device)[label][device & SEGMENT_MASK] === code);
  }
  if (ring !== undefined) {
    const code = fleet.dictionaries.ring.find(ring);
    const channel = update?.channel ?? 0;
    tests.push((device) => fleet.ringFor(device, channel) === code);
  }
  if (update) tests.push((device) => standsSo(fleet, findExposure(fleet, device, update.number), filter));
  return tests;
}

function standsSo(fleet: FleetState, record: number, { stage, outcome }: DeviceFilter): boolean {
  if (record === -1) return false;
  if (stage !== undefined && fleet.exposures.stage(record) !== STAGES.indexOf(stage)) return false;
  return outcome === undefined || OUTCOMES[outcome].includes(fleet.exposures.outcome(record));
}
