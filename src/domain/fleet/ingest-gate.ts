/**
 * Whether telemetry is whole, by region: of the controls heard in two minutes ten minutes ago, how many were heard in
 * the last two. Controls only, so that a bad update cannot close its own gate.
 */
import { wasHeardIn } from './contacts.ts';
import type { FleetState } from './fleet-state.ts';
import { ABSENT, BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { settle } from './settle.ts';

const CLOSES_BELOW = 0.8;
const OPENS_FROM = 0.9;
/** With fewer controls in a region its gate stays open. */
const MIN_CONTROLS = 50;
const WINDOW_MINUTES = 2;
/** Heartbeats every minute, two, five or ten come again after this long. */
const APART_MINUTES = 10;
/** Devices looked at, at most; a sample of so many is as good as all. */
const MAX_LOOKED_AT = 200_000;

/**
 * Closes and opens the gates of regions as of the fleet's time, once a minute: suspends their trials, and goes on with
 * them. Looks at a sample of the devices.
 */
export function watchIngest(fleet: FleetState): void {
  const opened = new Set<number>();
  for (const [region, { before, since }] of countControls(fleet)) {
    const share = since / before;
    if (before < MIN_CONTROLS || share >= OPENS_FROM) {
      if (fleet.suspensions.isOpen(region)) opened.add(region);
      fleet.suspensions.end(region, fleet.now);
    } else if (share < CLOSES_BELOW) fleet.suspensions.begin(region, fleet.now);
  }
  if (opened.size > 0) settleRegions(fleet, opened);
}

/** Trials that were suspended are due earlier than they were put in the wheel for. */
function settleRegions(fleet: FleetState, regions: ReadonlySet<number>): void {
  for (let device = 0; device < fleet.deviceCount; device++) {
    if (regions.has(fleet.segmentOf(device).region[device & SEGMENT_MASK])) settle(fleet, device);
  }
}

function countControls(fleet: FleetState): Map<number, { before: number; since: number }> {
  const now = Math.floor(fleet.now / 60);
  const regions = new Map<number, { before: number; since: number }>();
  const step = Math.ceil(Math.max(1, fleet.deviceCount / MAX_LOOKED_AT));
  for (let device = 0; device < fleet.deviceCount; device += step) {
    const segment = fleet.segmentOf(device);
    const i = device & SEGMENT_MASK;
    if (segment.condition[i] === ABSENT || segment.controlFrom[i] > fleet.now || hasLeft(segment, i)) continue;
    if (!wasHeardIn(segment, i, now - APART_MINUTES - WINDOW_MINUTES, now - APART_MINUTES)) continue;
    const counts = regions.get(segment.region[i]) ?? { before: 0, since: 0 };
    regions.set(segment.region[i], counts);
    counts.before++;
    if (wasHeardIn(segment, i, now - WINDOW_MINUTES, now)) counts.since++;
  }
  return regions;
}

/** Switched off, asleep or restarting by its own word since it was last heard. */
function hasLeft(segment: DeviceSegment, i: number): boolean {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    if (segment.bootEnded[s] !== 0 && segment.bootEnded[s] >= segment.beatAt[i]) return true;
  }
  return false;
}
