/** Devices that fell silent in an alarm: how many, and a sample of them and of others with their labels. */
import { HEALTHY, isDown, SILENT } from '../fleet/condition.ts';
import { eachDown } from '../fleet/each-down.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { deviceHash } from '../fleet/read.ts';
import { SEGMENT_MASK } from '../fleet/segments.ts';
import type { Labelled } from './common-labels.ts';

/** Devices looked at of each group. */
export const SAMPLE = 400;
/** Who went down this long before the first failures were due belongs to the alarm. Seconds. */
const BEFORE_SEC = 600;
const LABELS = ['os', 'build', 'class', 'region', 'sector', 'ring'] as const;

export interface Sampled {
  /** The hash of its id, as the store spells it. */
  readonly hash: string;
  readonly labels: Labelled;
}

/** `since` in epoch seconds. Walks the devices; the same state gives the same sample. */
export function sampleSilent(fleet: FleetState, since: number): { silent: Sampled[]; others: Sampled[] } {
  const silent: number[] = [];
  const others: number[] = [];
  for (let device = 0; device < fleet.deviceCount; device++) {
    const segment = fleet.segmentOf(device);
    const i = device & SEGMENT_MASK;
    const condition = segment.condition[i];
    if (isDown(condition) && segment.downSince[i] >= since - BEFORE_SEC) silent.push(device);
    else if (condition === HEALTHY) others.push(device);
  }
  return { silent: spread(silent).map(toSampled), others: spread(others).map(toSampled) };

  function toSampled(device: number): Sampled {
    return { hash: deviceHash(fleet, device), labels: labelsOf(fleet, device) };
  }
}

/** A few that went before the others do not date an alarm. */
const EARLY = 0.05;

/** Devices silent now that fell so in an alarm, and when nearly all of them were due; epoch milliseconds. Walks the devices. */
export function silentSince(fleet: FleetState, since: number): { from: number; devices: number } {
  const first = Math.floor(since / 1000) - BEFORE_SEC;
  // By second, because millions may have fallen silent and sorting them would hold everything up.
  const bySecond = new Uint32Array(Math.max(0, fleet.now - first) + 1);
  let devices = 0;
  eachDown(fleet, (_device, { condition, downSince }, i) => {
    if (condition[i] !== SILENT || downSince[i] < first) return;
    devices++;
    bySecond[Math.min(downSince[i] - first, bySecond.length - 1)]++;
  });
  if (devices === 0) return { from: since, devices };
  let second = 0;
  for (let earlier = Math.floor(EARLY * devices) - bySecond[0]; earlier >= 0; earlier -= bySecond[second]) second++;
  return { from: (first + second) * 1000, devices };
}

/** Evenly over the whole list. */
function spread(devices: readonly number[]): number[] {
  const step = Math.max(1, devices.length / SAMPLE);
  return Array.from({ length: Math.min(SAMPLE, devices.length) }, (_, nth) => devices[Math.floor(nth * step)]);
}

function labelsOf(fleet: FleetState, device: number): Labelled {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const updates: string[] = [];
  for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
    updates.push(fleet.updates.at(fleet.exposures.update(record)).id);
  }
  const labels = LABELS.map((label) => [label, [fleet.dictionaries[label].name(segment[label][i])]] as const);
  return { ...Object.fromEntries(labels), update: updates };
}
