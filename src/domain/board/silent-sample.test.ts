import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HEALTHY, LOOPING, SILENT } from '../fleet/condition.ts';
import { countDown } from '../fleet/down-counts.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { deviceHash } from '../fleet/read.ts';
import { sampleSilent, silentSince } from './silent-sample.ts';

const NOW = Date.UTC(2024, 6, 19, 5) / 1000;
/** Who went down this long before the alarm still belongs to it, seconds. */
const BEFORE = 600;
const toMinute = (sec: number) => Math.floor(sec / 60) * 60;

test('an alarm is dated by the twentieth part of those silent, and counts who fell silent shortly before or since', () => {
  const devices = fc.array(
    fc.record({ ago: fc.nat(4_000), condition: fc.constantFrom(SILENT, SILENT, SILENT, LOOPING) }),
  );
  fc.assert(
    fc.property(devices, fc.integer({ min: 1, max: 3_000 }), (down, alarmAgo) => {
      const fleet = new FleetState(['Canary'], NOW);
      for (const [n, { ago, condition }] of down.entries()) {
        const device = fleet.deviceFor(hash64(`d-${n}`));
        const segment = fleet.segmentOf(device);
        segment.condition[device] = condition;
        segment.downSince[device] = NOW - ago;
        countDown(fleet, segment, device, 1);
      }
      const since = NOW - alarmAgo;
      const due = down
        .flatMap(({ ago, condition }) =>
          condition === SILENT && toMinute(NOW - ago) >= toMinute(since - BEFORE) ? [toMinute(NOW - ago)] : [],
        )
        .sort((a, b) => a - b);
      const first = due[Math.floor(0.05 * due.length)] ?? since;
      expect(silentSince(fleet, since * 1000)).toEqual({ from: first * 1000, devices: due.length });
    }),
  );
});

test.each([399, 400, 402, 1_000])('of %i devices that fell silent a sample is spread over all of them', (count) => {
  const fleet = new FleetState(['Canary'], NOW);
  const put = (id: string, condition: number, ago: number) => {
    const device = fleet.deviceFor(hash64(id));
    const segment = fleet.segmentOf(device);
    segment.condition[device] = condition;
    segment.downSince[device] = NOW - ago;
    return deviceHash(fleet, device);
  };
  const hashes = Array.from({ length: count }, (_, n) => put(`d-${n}`, n % 2 === 0 ? SILENT : LOOPING, 60));
  put('long silent', SILENT, 9_000);
  const living = put('living', HEALTHY, 0);
  const { silent, others } = sampleSilent(fleet, NOW - 60);
  const places = silent.map(({ hash }) => hashes.indexOf(hash));
  const gaps = places.slice(1).map((place, nth) => place - places[nth]);
  expect(places).toHaveLength(Math.min(400, count));
  expect([places[0], Math.min(...gaps) >= 1, Math.max(...gaps) <= Math.ceil(count / 400)]).toEqual([0, true, true]);
  expect(others.map(({ hash }) => hash)).toEqual([living]);
});
