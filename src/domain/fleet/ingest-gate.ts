/**
 * Whether telemetry is whole, by region: of the controls heard in two minutes ten minutes ago, how many were heard in
 * the last two. Controls only, so that a bad update cannot close its own gate.
 */
import { wasHeardIn } from './contacts.ts';
import type { FleetState } from './fleet-state.ts';
import { everySecOf } from './horizons.ts';
import { ABSENT, BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { settle } from './settle.ts';

const CLOSES_BELOW = 0.8;
const OPENS_FROM = 0.9;
/** With fewer controls in a region its gate stays open. */
const MIN_CONTROLS = 50;
/** Heartbeats are looked for in as many minutes as they are apart, and in two at least. */
const MIN_WINDOW_MINUTES = 2;
/** Devices that speak less often say nothing of the last minutes; so far back their heartbeats are remembered, too. */
const MAX_WINDOW_MINUTES = 20;
/** What was heard this long ago is what is expected. */
const APART_MINUTES = 10;
/** A gate that closed compares with what was heard before; after this long those devices are no longer expected. Seconds. */
const EXPECTED_SEC = 3_600;
/** Devices looked at, at most; a sample of so many is as good as all. */
const MAX_LOOKED_AT = 200_000;

interface Heard {
  before: number;
  since: number;
}
const NOBODY: Readonly<Heard> = { before: 0, since: 0 };

/**
 * Closes and opens the gates of regions as of the fleet's time, once a minute: suspends their trials, and goes on with
 * them. Looks at a sample of the devices.
 */
export function watchIngest(fleet: FleetState): void {
  const opened = new Set<number>();
  const heard = countControls(fleet);
  const { suspensions, now } = fleet;
  for (const region of new Set([...heard.keys(), ...suspensions.open])) {
    const { before, since } = heard.get(region) ?? NOBODY;
    const closed = suspensions.openSince(region);
    const expected = closed ? closed.expected : before;
    const isForgotten = closed !== undefined && now - closed.from >= EXPECTED_SEC;
    if (isForgotten || expected < MIN_CONTROLS || since >= OPENS_FROM * expected) {
      if (closed) opened.add(region);
      suspensions.end(region, now);
    } else if (since < CLOSES_BELOW * expected) suspensions.begin(region, now, expected);
  }
  if (opened.size > 0) settleRegions(fleet, opened);
}

/** Trials that were suspended are due earlier than they were put in the wheel for. */
function settleRegions(fleet: FleetState, regions: ReadonlySet<number>): void {
  for (let device = 0; device < fleet.deviceCount; device++) {
    if (regions.has(fleet.segmentOf(device).region[device & SEGMENT_MASK])) settle(fleet, device);
  }
}

function countControls(fleet: FleetState): Map<number, Heard> {
  const now = Math.floor(fleet.now / 60);
  const regions = new Map<number, Heard>();
  const step = Math.ceil(Math.max(1, fleet.deviceCount / MAX_LOOKED_AT));
  for (let device = 0; device < fleet.deviceCount; device += step) {
    const segment = fleet.segmentOf(device);
    const i = device & SEGMENT_MASK;
    if (segment.condition[i] === ABSENT || segment.controlFrom[i] > fleet.now || hasLeft(segment, i)) continue;
    const minutes = Math.max(MIN_WINDOW_MINUTES, Math.ceil(everySecOf(segment.everySec[i], segment.class[i]) / 60) + 1);
    if (minutes > MAX_WINDOW_MINUTES) continue;
    const counts = regions.get(segment.region[i]) ?? { before: 0, since: 0 };
    regions.set(segment.region[i], counts);
    if (wasHeardIn(segment, i, now - APART_MINUTES - minutes, now - APART_MINUTES)) counts.before++;
    if (wasHeardIn(segment, i, now - minutes, now)) counts.since++;
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
