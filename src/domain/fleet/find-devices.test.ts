import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeviceFilter } from '#contract/device.ts';
import { CONDITIONS, Outcome, STAGES } from '#contract/words.ts';
import { DEVICES_IN_ONE_GO, findDevices } from './find-devices.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { totals } from './read.ts';
import { arrivals, RINGS, run, SECTORS, UPDATES } from './testing/device-lives.ts';
import { install, minutes, T0, tell } from './testing/tell-fleet.ts';
import { trackUpdate } from './track-update.ts';

const howMany = (fleet: FleetState, filter: DeviceFilter) => findDevices(fleet, filter, 0, 1_000).devices.length;

it('finds as many devices as are counted, whatever happened to those that stay', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 0, max: 1500 }), (drawn, wait) => {
      // Whoever left is in no list; that it was exposed stays counted.
      const sent = drawn.sent.filter(({ report }) => report.kind !== 'gone');
      const fleet = run(sent, Math.max(...sent.map(({ arrivesAt }) => Math.ceil(arrivesAt / 1000))) + wait);
      const { conditions } = totals(fleet);
      expect(CONDITIONS.map((condition) => howMany(fleet, { condition }))).toEqual(
        CONDITIONS.map((c) => conditions[c]),
      );
      expect(howMany(fleet, { condition: 'down' })).toBe(conditions.looping + conditions.silent);
      for (const update of UPDATES) {
        const { ring, sector } = fleet.dictionaries;
        for (const place of RINGS.flatMap((r) => SECTORS.map((s) => ({ ring: r, sector: s })))) {
          const [r, s] = [ring.find(place.ring), sector.find(place.sector)];
          if (r === -1 || s === -1) continue;
          const counts = fleet.updates.find(update)?.counters.cell(r, s);
          if (!counts) continue;
          const found = (stands: DeviceFilter) => howMany(fleet, { update, ...place, ...stands });
          expect(STAGES.map((stage) => found({ stage }))).toEqual(STAGES.map((stage) => counts[stage]));
          expect(Outcome.options.map((outcome) => found({ outcome }))).toEqual([
            counts.looping,
            counts.silent,
            counts.looping + counts.silent,
            counts.recovered,
          ]);
          expect(found({ stage: 'checked', outcome: 'down' })).toBe(counts.loopingChecked + counts.silentChecked);
        }
      }
    }),
    { numRuns: 100 },
  );
});

it('takes the ring in which the update goes to the device, where it has one', () => {
  const { fleet, beats, report, advanceTo } = tell();
  beats('d', ...minutes(0, 3));
  applyInventory(fleet, hash64('d'), { device: 'd', labels: { ring: 'Broad' }, rings: { intune: 'Canary' } }, T0);
  const update = trackUpdate(fleet, 'a/x@1');
  if (update) update.channel = fleet.dictionaries.channel.code('intune');
  report('d', 200, install('a/x@1'));
  advanceTo(300);
  const inRing = (ring: string) => [howMany(fleet, { ring }), howMany(fleet, { ring, update: 'a/x@1' })];
  expect(inRing('Broad')).toEqual([1, 0]);
  expect(inRing('Canary')).toEqual([0, 1]);
});

it('finds none that left, and none with what nobody has', () => {
  const { fleet, beats, report } = tell();
  beats('d', 0);
  beats('left', 0);
  report('left', 10, { kind: 'gone' });
  expect(howMany(fleet, {})).toBe(1);
  for (const filter of [{ update: 'a/nobody-has-it@1' }, { ring: 'Canry' }, { site: '4711' }]) {
    expect(findDevices(fleet, filter, 0, 10)).toEqual({ devices: [], next: undefined });
  }
});

it('stops after its share of a large fleet, and goes on from there', () => {
  const fleet = new FleetState([], T0);
  const last = DEVICES_IN_ONE_GO + 1;
  for (let n = 0; n <= last; n++) {
    applyInventory(fleet, hash64(`d-${n}`), { device: '', ...(n === last ? { labels: { site: 's' } } : {}) }, T0);
  }
  expect(findDevices(fleet, { site: 's' }, 0, 1)).toEqual({ devices: [], next: DEVICES_IN_ONE_GO });
  expect(findDevices(fleet, { site: 's' }, DEVICES_IN_ONE_GO, 1)).toEqual({ devices: [last], next: undefined });
});
