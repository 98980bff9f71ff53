import { expect, test } from 'vitest';
import { sayGaps, sayInventory } from './say-inventory.ts';

const whole = { devices: 60_550, heardInDay: 60_550, inNoRing: [], noSite: 0 };

test('the inventory is told with its gaps, and without them in fewer words', () => {
  const inNoRing = [
    { channel: 'falcon-content', devices: 1_140 },
    { channel: 'intune', devices: 3 },
  ];
  expect(sayInventory({ devices: 63_400, heardInDay: 61_050, inNoRing, noSite: 412 })).toBe(
    'In inventory 63,400, heard in 24 h 61,050, in no ring of falcon-content 1,140, in no ring of intune 3, no site 412.',
  );
  expect(sayInventory({ ...whole, inNoRing: [{ channel: null, devices: 7 }] })).toContain(', in no ring 7.');
  expect(sayInventory({ ...whole, inNoRing: [{ channel: null, devices: whole.devices }] })).toContain(
    ', in no ring 60,550.',
  );
  expect(sayInventory(whole)).toBe('In inventory 60,550, heard in 24 h 60,550.');
});

test('every gap says what it leads to', () => {
  const gaps = sayGaps({ devices: 10, heardInDay: 8, inNoRing: [{ channel: 'intune', devices: 3 }], noSite: 4 });
  expect(gaps.map((text) => text.split(':')[0])).toEqual([
    '2 not heard in 24 h',
    'In no ring',
    'No site',
    expect.stringContaining('PUT /api/devices'),
  ]);
  expect(sayGaps(whole)).toHaveLength(1);
});
