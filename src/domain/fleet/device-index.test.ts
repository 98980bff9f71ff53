import { expect, it } from 'vitest';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';

it.each([0, 1, 5_000, 100_000])('finds each of 5,000 devices, and no other, with room made for %i', (reserved) => {
  const fleet = new FleetState(DEFAULT_RINGS, 0);
  fleet.index.reserve(reserved);
  for (let n = 0; n < 5_000; n++) {
    if (n === 2_500) fleet.index.reserve(reserved);
    expect(fleet.addDevice(hash64(`d-${n}`))).toBe(n);
  }
  for (let n = 0; n < 5_000; n++) expect(fleet.index.find(hash64(`d-${n}`))).toBe(n);
  for (let n = 5_000; n < 6_000; n++) expect(fleet.index.find(hash64(`d-${n}`))).toBe(-1);
});
