import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOOPING, SILENT } from '../fleet/condition.ts';
import { countDown } from '../fleet/down-counts.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { silentSince } from './silent-sample.ts';

const NOW = Date.UTC(2024, 6, 19, 5) / 1000;
/** Who went down this long before the alarm still belongs to it, seconds. */
const BEFORE = 600;
const toMinute = (sec: number) => Math.floor(sec / 60) * 60;

test('an alarm is dated by the twentieth part of those silent, and counts who fell silent shortly before or since', () => {
  const devices = fc.array(
    fc.record({ ago: fc.nat(4_000), condition: fc.constantFrom(SILENT, SILENT, SILENT, LOOPING) }),
  );
  fc.assert(
    fc.property(devices, fc.integer({ min: 1, max: 50 }), (down, minutesAgo) => {
      const fleet = new FleetState(['Canary'], NOW);
      for (const [n, { ago, condition }] of down.entries()) {
        const device = fleet.deviceFor(hash64(`d-${n}`));
        const segment = fleet.segmentOf(device);
        segment.condition[device] = condition;
        segment.downSince[device] = NOW - ago;
        countDown(fleet, segment, device, 1);
      }
      const since = NOW - minutesAgo * 60;
      const due = down
        .flatMap(({ ago, condition }) =>
          condition === SILENT && NOW - ago >= since - BEFORE ? [toMinute(NOW - ago)] : [],
        )
        .sort((a, b) => a - b);
      const first = due[Math.floor(0.05 * due.length)] ?? since;
      expect(silentSince(fleet, since * 1000)).toEqual({ from: first * 1000, devices: due.length });
    }),
  );
});
