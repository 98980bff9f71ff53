import { expect, test } from 'vitest';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';
import { mostDownWith } from './down-with.ts';

test('the other update is named that most of the devices down have as well', () => {
  const fleet = new FleetState(DEFAULT_RINGS, 1_721_361_600);
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => fleet.updates.track(`v/${name}@1`) as TrackedUpdate);
  const down = (devices: number, ...updates: TrackedUpdate[]) => {
    for (let n = 0; n < devices; n++) fleet.down.addPairs(new Set(updates.map(({ number }) => number)), 1);
  };
  down(1, a);
  down(2, b, a);
  down(4, a, b, c);
  down(16, b, c);
  expect(mostDownWith(fleet, a, [c, b])).toEqual({ other: b, devices: 6 });
  expect(mostDownWith(fleet, c, [a, b])).toEqual({ other: b, devices: 20 });
  expect(mostDownWith(fleet, c, [d])).toEqual({ other: d, devices: 0 });
  expect(mostDownWith(fleet, c, [])).toBeUndefined();
});
