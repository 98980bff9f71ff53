/**
 * From silence to an update: what devices that fell silent turn out to have, once they are back. Such an update was
 * known of too late to be put on trial, so this is no evidence; it is what they have in common and others have not.
 */
import { HEALTHY } from '../fleet/condition.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from '../fleet/segments.ts';

/** Fewer devices that are back say nothing. */
const MIN_BACK = 20;
/** So many of them have it, and of the others at most half as many. */
const SHARE = 0.9;
const TIMES = 2;
/** An update that became known this long before the silence was on trial like any other. Seconds. */
const KNOWN_BEFORE_SEC = 600;

export interface HandOver {
  readonly update: string;
  /** Devices back since the silence began, and how many of them have the update. */
  readonly back: number;
  readonly withIt: number;
}

interface Counts {
  back: number;
  others: number;
}

/** Updates that silence since `since` (epoch seconds) is handed over to. Walks the devices. */
export function foundOnReturn(fleet: FleetState, since: number): HandOver[] {
  const late = new Set(
    fleet.updates.all().flatMap(({ number, firstSeenAt }) => (firstSeenAt > since - KNOWN_BEFORE_SEC ? [number] : [])),
  );
  if (late.size === 0) return [];
  const all: Counts = { back: 0, others: 0 };
  const withIt = new Map<number, Counts>([...late].map((update) => [update, { back: 0, others: 0 }]));
  for (let device = 0; device < fleet.deviceCount; device++) {
    const segment = fleet.segmentOf(device);
    const i = device & SEGMENT_MASK;
    if (segment.condition[i] !== HEALTHY) continue;
    const group = segment.recovered[i] === 1 && cameBackSince(segment, i, since) ? 'back' : 'others';
    all[group]++;
    for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
      const counts = withIt.get(fleet.exposures.update(record));
      if (counts) counts[group]++;
    }
  }
  if (all.back < MIN_BACK) return [];
  return [...withIt].flatMap(([update, counts]) => {
    const share = counts.back / all.back;
    const elsewhere = counts.others / Math.max(1, all.others);
    const isApart = share >= SHARE && elsewhere * TIMES <= share;
    return isApart ? [{ update: fleet.updates.at(update).id, back: all.back, withIt: counts.back }] : [];
  });
}

function cameBackSince(segment: DeviceSegment, i: number, since: number): boolean {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) if (segment.bootDone[s] >= since) return true;
  return false;
}
