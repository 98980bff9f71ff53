import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSegment, placeOfDevice, placeOfUpdate } from './places.ts';

const lastSegment = (place: string) => new URL(place, 'http://127.0.0.1').pathname.split('/').at(-1) ?? '';

test('an update is found under its parts', () => {
  expect(placeOfUpdate('crowdstrike/falcon-content@291#2')).toBe('/updates/crowdstrike~falcon-content~291%232');
});

test('a name comes back from its place, whatever it is made of but for a dot and two alone', () => {
  const odd = fc.string({
    unit: fc.constantFrom('a', '%', '2', 'F', '5', '/', '?', '#', '+', ' ', 'é', '&', '.', '~'),
    minLength: 1,
  });
  const names = odd.filter((name) => name !== '.' && name !== '..');
  fc.assert(fc.property(names, (name) => fromSegment(lastSegment(placeOfDevice(name))) === name));
});

test('an address typed by hand may hold a bare percent sign', () => {
  expect(fromSegment('50% off')).toBe('50% off');
});
