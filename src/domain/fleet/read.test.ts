import { expect, it } from 'vitest';
import { applyReport } from './apply-report.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { readDevice, ringNames } from './read.ts';

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

it('says of an update that the device went back from it, until it installs it again', () => {
  const fleet = new FleetState(['Canary'], T0);
  const device = hash64('a');
  const says = (kind: 'update.installed' | 'update.reverted', at: number) => {
    applyReport(fleet, { device, at: T0 + at, report: { device: 'a', at: (T0 + at) * 1000, kind, update: 'a/x@1' } });
    return readDevice(fleet, device)?.updates[0]?.reverted;
  };
  expect(says('update.installed', 60)).toBe(false);
  expect(says('update.reverted', 120)).toBe(true);
  // Of the same install, or one before it, that came late.
  expect(says('update.installed', 30)).toBe(true);
  expect(says('update.installed', 180)).toBe(false);
});
