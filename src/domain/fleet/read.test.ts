import { expect, it } from 'vitest';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { ringNames } from './read.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;

it('lists the rings of the owner, and others as long as a device is in them', () => {
  const fleet = new FleetState(['Canary', 'Broad'], T0);
  const label = (device: string, ring: string) =>
    applyInventory(fleet, hash64(device), { device, labels: { ring } }, T0);
  const names = () => ringNames(fleet);
  expect(names()).toEqual(['Canary', 'Broad']);
  label('a', 'Canry');
  label('b', 'Lab');
  applyInventory(fleet, hash64('c'), { device: 'c' }, T0);
  expect(names()).toEqual(['Canary', 'Broad', 'Canry', 'Lab', 'Unassigned']);
  label('a', 'Canary');
  label('c', 'Canary');
  expect(names()).toEqual(['Canary', 'Broad', 'Lab']);
});
