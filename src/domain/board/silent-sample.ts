/** Devices that fell silent in an alarm: how many, and a sample of them and of others with their labels. */
import { HEALTHY, isDown } from '../fleet/condition.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { deviceHash } from '../fleet/read.ts';
import { SEGMENT_MASK } from '../fleet/segments.ts';
import type { Labelled } from './common-labels.ts';

/** Devices looked at of each group. */
const SAMPLE = 400;
/** Who went down this long before the first failures were due belongs to the alarm. Seconds. */
const BEFORE_SEC = 600;
const LABELS = ['os', 'build', 'class', 'region', 'sector', 'ring'] as const;

export interface Sampled {
  /** The hash of its id, as the store spells it. */
  readonly hash: string;
  readonly labels: Labelled;
}

type Group = 'silent' | 'others';

/** Of both groups evenly over the whole fleet; `since` in epoch seconds. The same state gives the same sample. */
export function sampleSilent(fleet: FleetState, since: number): Record<Group, Sampled[]> {
  const counts = { silent: 0, others: 0 };
  // Twice over the devices, because lists of millions take more time and memory than counting them first.
  eachOfGroup(fleet, since, (group) => counts[group]++);
  const samples: Record<Group, Sampled[]> = { silent: [], others: [] };
  const seen = { silent: 0, others: 0 };
  eachOfGroup(fleet, since, (group, device) => {
    const sample = samples[group];
    const step = Math.max(1, counts[group] / SAMPLE);
    if (seen[group]++ === Math.floor(sample.length * step) && sample.length < SAMPLE) {
      sample.push({ hash: deviceHash(fleet, device), labels: labelsOf(fleet, device) });
    }
  });
  return samples;
}

function eachOfGroup(fleet: FleetState, since: number, visit: (group: Group, device: number) => void): void {
  for (let device = 0; device < fleet.deviceCount; device++) {
    const { condition, downSince } = fleet.segmentOf(device);
    const i = device & SEGMENT_MASK;
    if (isDown(condition[i]) && downSince[i] >= since - BEFORE_SEC) visit('silent', device);
    else if (condition[i] === HEALTHY) visit('others', device);
  }
}

/** A few that went before the others do not date an alarm. */
const EARLY = 0.05;

/** Devices silent now that fell so in an alarm, and the minute when nearly all of them were due; epoch milliseconds. */
export function silentSince(fleet: FleetState, since: number): { from: number; devices: number } {
  const { devices, reachedAt } = fleet.down.silent.since(since / 1000 - BEFORE_SEC, EARLY);
  return { from: devices === 0 ? since : reachedAt * 1000, devices };
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
