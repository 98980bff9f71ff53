/**
 * From silence to an update: what devices that fell silent turn out to have, once they are back. Such an update was
 * known of too late to be put on trial, so this is no evidence; it is what they have in common and others have not.
 */
import { HEALTHY } from '../fleet/condition.ts';
import { FLAG_INFERRED } from '../fleet/exposure-pool.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from '../fleet/segments.ts';

/** Fewer devices that are back say nothing. */
const MIN_BACK = 20;
/** So many of them have it, and of the others at most so many are known to. */
const SHARE = 0.9;
const SHARE_OF_OTHERS = 0.1;
/** A contact falls due so long after the last sign of life: what was installed just before the silence counts. Seconds. */
const BEFORE_SEC = 600;
/** What a device lists this soon after its return it had before; what comes later it got since. Seconds. */
const RETURN_SEC = 600;

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
    fleet.updates.all().flatMap(({ number, firstSeenAt }) => (firstSeenAt > since - BEFORE_SEC ? [number] : [])),
  );
  if (late.size === 0) return [];
  const all: Counts = { back: 0, others: 0 };
  const withIt = new Map<number, Counts>([...late].map((update) => [update, { back: 0, others: 0 }]));
  for (let device = 0; device < fleet.deviceCount; device++) {
    const segment = fleet.segmentOf(device);
    const i = device & SEGMENT_MASK;
    if (segment.condition[i] !== HEALTHY) continue;
    const backAt = segment.recovered[i] === 1 ? cameBackAt(segment, i, since) : 0;
    const group = backAt === 0 ? 'others' : 'back';
    all[group]++;
    for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
      const counts = withIt.get(fleet.exposures.update(record));
      if (counts && (backAt === 0 || hadItBefore(fleet, record, backAt))) counts[group]++;
    }
  }
  if (all.back < MIN_BACK) return [];
  return [...withIt].flatMap(([update, counts]) => {
    const share = counts.back / all.back;
    const elsewhere = counts.others / Math.max(1, all.others);
    const isApart = share >= SHARE && elsewhere <= SHARE_OF_OTHERS;
    return isApart ? [{ update: fleet.updates.at(update).id, back: all.back, withIt: counts.back }] : [];
  });
}

/** When the first of its boots since `since` had completed; 0 = none has. */
function cameBackAt(segment: DeviceSegment, i: number, since: number): number {
  let first = 0;
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    const done = segment.bootDone[s];
    if (done >= since && (first === 0 || done < first)) first = done;
  }
  return first;
}

/** Not what it was given after its return, a repair for one: reported then, or listed only later. */
function hadItBefore({ exposures }: FleetState, record: number, backAt: number): boolean {
  const isInferred = (exposures.flags(record) & FLAG_INFERRED) !== 0;
  return exposures.at(record) <= (isInferred ? backAt + RETURN_SEC : backAt);
}
