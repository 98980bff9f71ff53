/** What the rings before could not have shown: label values that only devices of later rings have. */
import type { Coverage, CoverageGap } from '#contract/update-detail.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { ringOrder } from '../fleet/read.ts';
import { ABSENT, SEGMENT_BITS, SEGMENT_SIZE } from '../fleet/segments.ts';
import { isTargeted } from '../fleet/target.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

const LABELS = ['sector', 'region', 'build', 'os', 'class'] as const;
/** Gaps listed, those of most devices first; the rest is a number. */
const MAX_GAPS = 12;
/** The code of a device that does not say. */
const NOT_SAID = 0;
const NOT_MEANT = -1;

type Codes = Uint8Array | Uint16Array;

/** Devices by ring and label value: one row of counts per ring code. */
interface Tally {
  readonly label: (typeof LABELS)[number];
  readonly width: number;
  readonly counts: Uint32Array;
}

/**
 * Compares each ring with the ones before it, over the devices the update is meant for. A value counts as a gap in the
 * first ring that has it. Walks the devices.
 */
export function coverageOf(fleet: FleetState, update: TrackedUpdate): Coverage {
  const { ring: ringNames } = fleet.dictionaries;
  const byRing = new Uint32Array(ringNames.size);
  const tallies = LABELS.map((label): Tally => {
    const width = fleet.dictionaries[label].size;
    return { label, width, counts: new Uint32Array(ringNames.size * width) };
  });
  const ringOf = new Int16Array(SEGMENT_SIZE);
  for (const [s, segment] of fleet.segments.entries()) {
    const used = Math.min(SEGMENT_SIZE, fleet.deviceCount - (s << SEGMENT_BITS));
    fillRings(fleet, update, s, ringOf.subarray(0, used));
    for (let i = 0; i < used; i++) if (ringOf[i] !== NOT_MEANT) byRing[ringOf[i]]++;
    for (const { label, width, counts } of tallies)
      countValues(segment[label], ringOf.subarray(0, used), width, counts);
  }
  const rings = ringOrder(fleet).filter((ring) => byRing[ring] > 0);
  const gaps = tallies.flatMap((tally) => gapsOf(fleet, tally, rings));
  gaps.sort((a, b) => b.devices - a.devices || (a.value < b.value ? -1 : 1));
  return {
    rings: rings.map((ring) => ringNames.name(ring)),
    gaps: gaps.slice(0, MAX_GAPS),
    more: Math.max(0, gaps.length - MAX_GAPS),
  };
}

/** Of each device of a segment the ring it gets the update in, or NOT_MEANT. */
function fillRings(fleet: FleetState, { target, channel }: TrackedUpdate, s: number, ringOf: Int16Array): void {
  const segment = fleet.segments[s];
  const overrides = channel === 0 ? undefined : fleet.ringOverrides.get(channel)?.[s];
  for (let i = 0; i < ringOf.length; i++) {
    if (segment.condition[i] === ABSENT || !isTargeted(target, segment, i)) ringOf[i] = NOT_MEANT;
    else ringOf[i] = overrides?.[i] ? overrides[i] - 1 : segment.ring[i];
  }
}

/** One label at a time over plain arrays: several times as fast as device by device. */
function countValues(codes: Codes, ringOf: Int16Array, width: number, counts: Uint32Array): void {
  for (let i = 0; i < ringOf.length; i++) {
    const ring = ringOf[i];
    if (ring !== NOT_MEANT) counts[ring * width + codes[i]]++;
  }
}

function gapsOf(fleet: FleetState, { label, width, counts }: Tally, rings: readonly number[]): CoverageGap[] {
  const dictionary = fleet.dictionaries[label];
  const gaps: CoverageGap[] = [];
  for (let code = 0; code <= dictionary.limit; code++) {
    const first = rings.findIndex((ring) => counts[ring * width + code] > 0);
    if (code === NOT_SAID || first < 1) continue;
    const ring = rings[first];
    const devices = counts[ring * width + code];
    gaps.push({ label, value: dictionary.name(code), ring: fleet.dictionaries.ring.name(ring), devices });
  }
  return gaps;
}
