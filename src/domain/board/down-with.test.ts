import { expect, test } from 'vitest';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { NO_CRASH } from '../fleet/down-counts.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';
import { downWithAny } from './down-with.ts';

test('devices that are down with an update and with any of the others are counted once each', () => {
  const fleet = new FleetState(DEFAULT_RINGS, 1_721_361_600);
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => fleet.updates.track(`v/${name}@1`) as TrackedUpdate);
  const down = (devices: number, signature: number, ...updates: TrackedUpdate[]) => {
    const numbers = updates.map(({ number }) => number);
    for (let n = 0; n < devices; n++) fleet.down.add(signature, numbers, 1);
  };
  down(1, NO_CRASH, a);
  down(2, NO_CRASH, a, b);
  down(4, 7, a, b, c);
  down(8, 7, a, c);
  down(16, 7, b, c);
  down(32, NO_CRASH);
  expect(downWithAny(fleet, a, [b, c])).toBe(14);
  expect(downWithAny(fleet, b, [a])).toBe(6);
  expect(downWithAny(fleet, c, [d])).toBe(0);
});
