/**
 * Whether telemetry is whole, by region: of the controls heard in two minutes ten minutes ago, how many were heard in
 * the last two. Controls only, so that a bad update cannot close its own gate.
 */
import type { FleetState } from './fleet-state.ts';
import { ABSENT, BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { wasHeardIn } from './trials.ts';

const CLOSES_BELOW = 0.8;
const OPENS_FROM = 0.9;
/** With fewer controls in a region its gate stays open. */
const MIN_CONTROLS = 50;
const WINDOW_MINUTES = 2;
/** Heartbeats every minute, two, five or ten come again after this long. */
const APART_MINUTES = 10;
/** Devices looked at, at most; a sample of so many is as good as all. */
const MAX_LOOKED_AT = 200_000;

export class IngestGate {
  readonly #closed = new Set<number>();

  /** Regions (codes) whose gate is closed as of the fleet's time. Looks at a sample of the devices. */
  look(fleet: FleetState): ReadonlySet<number> {
    for (const [region, { before, since }] of countControls(fleet)) {
      const share = since / before;
      if (before < MIN_CONTROLS || share >= OPENS_FROM) this.#closed.delete(region);
      else if (share < CLOSES_BELOW) this.#closed.add(region);
    }
    return this.#closed;
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
