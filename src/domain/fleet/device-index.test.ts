import { expect, it } from 'vitest';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { DeviceSegment, SEGMENT_SIZE } from './segments.ts';

const id = (n: number) => hash64(`d-${n}`);

it('finds each of 5,000 devices, and no other', () => {
  const fleet = new FleetState(DEFAULT_RINGS, 0);
  for (let n = 0; n < 5_000; n++) expect(fleet.addDevice(id(n))).toBe(n);
  for (let n = 0; n < 5_000; n++) expect(fleet.index.find(id(n))).toBe(n);
  for (let n = 5_000; n < 6_000; n++) expect(fleet.index.find(id(n))).toBe(-1);
});

it.each([0, 1, 5_000, SEGMENT_SIZE + 1])(
  'finds each of %i devices entered at once, and whoever comes after',
  (count) => {
    const fleet = new FleetState(DEFAULT_RINGS, 0);
    for (let first = 0; first < count; first += SEGMENT_SIZE) {
      const segment = new DeviceSegment();
      const used = Math.min(SEGMENT_SIZE, count - first);
      for (let i = 0; i < used; i++) [segment.idHi[i], segment.idLo[i]] = [id(first + i).hi, id(first + i).lo];
      fleet.addSegment(segment, used);
    }
    fleet.index.addAll(count);
    for (let n = count; n < count + 3_000; n++) expect(fleet.index.find(id(n))).toBe(-1);
    for (let n = count; n < count + 3_000; n++) expect(fleet.addDevice(id(n))).toBe(n);
    for (let n = 0; n < count + 3_000; n++) expect(fleet.index.find(id(n))).toBe(n);
  },
);
