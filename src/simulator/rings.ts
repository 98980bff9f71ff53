/** Deals the devices out to the rings. */
import type { Fleet } from './fleet.ts';
import { matcher, NO_VALUE } from './fleet.ts';
import { DRAW, unit } from './random.ts';

/** How many devices a ring gets in a fleet of `size`. */
function ringSize(fleet: Fleet, ring: Fleet['shape']['rings'][number]): number {
  if (ring.devices === 'rest') return fleet.size;
  const scaled = Math.round((ring.devices * fleet.size) / fleet.shape.devices);
  return Math.max(ring.atLeast ?? 1, scaled);
}

/** Writes `fleet.ring`: devices in a random order, the rings in theirs. */
export function assignRings(fleet: Fleet): void {
  const order = shuffled(fleet.size, fleet.seed);
  for (const [index, ring] of fleet.shape.rings.entries()) {
    const fits = matcher(fleet, ring.where);
    let left = ringSize(fleet, ring);
    for (const device of order) {
      if (left === 0) break;
      if (fleet.ring[device] !== NO_VALUE || !fits(device)) continue;
      fleet.ring[device] = index;
      left -= 1;
    }
  }
}

function shuffled(size: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = Math.floor(unit(seed, DRAW.ringOrder, last) * (last + 1));
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}
