import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryLine, InventoryReceipt } from '#contract/inventory.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { FleetState } from '#domain/fleet/fleet-state.ts';
import { applyInventory } from '#domain/fleet/label-device.ts';
import { type Novelty, ReceiptTally } from './receipt-tally.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const [BERLIN, PARIS] = ['Europe/Berlin', 'Europe/Paris'];

const labels = fc.record(
  {
    ring: fc.constantFrom('Canary', 'Testers'),
    region: fc.constantFrom('eu', 'us', 'asia', 'Unassigned'),
    rack: fc.constantFrom('7', '8'),
  },
  { requiredKeys: [] },
);
const line: fc.Arbitrary<InventoryLine> = fc.record(
  {
    device: fc.constantFrom(...'abcdefgh'),
    labels,
    rings: fc.dictionary(fc.constantFrom('falcon', 'intune'), fc.constantFrom('Pilot', 'Nightly')),
    timeZone: fc.constantFrom(BERLIN, PARIS, 'UTC'),
  },
  { requiredKeys: ['device'] },
);
const upload = fc.record({
  lines: fc.array(line, { maxLength: 20 }),
  perWrite: fc.integer({ min: 1, max: 8 }),
});

/** An upload that is written in batches while it is read. */
function send(fleet: FleetState, lines: readonly InventoryLine[], perWrite = 3, dryRun = false) {
  const tally = new ReceiptTally(fleet, dryRun);
  let written = 0;
  let gathered: Novelty[] = [];
  const write = () => {
    if (dryRun) return;
    for (const { device, line } of gathered) applyInventory(fleet, device, line, ++fleet.now);
    written += gathered.length;
    gathered = [];
  };
  for (const [n, line] of lines.entries()) {
    gathered.push(...[tally.take({ number: n + 1, line })].filter((novelty) => novelty !== undefined));
    if (gathered.length >= perWrite) write();
  }
  write();
  gathered = tally.zonesLeft();
  write();
  return { receipt: tally.receipt(), written };
}

/** Region -> zone told last, by the lines that count: the first of each device. */
class Zones {
  readonly regionOf = new Map<string, string>();
  readonly zones = new Map<string, string>();

  take(lines: readonly InventoryLine[]): void {
    const seen = new Set<string>();
    for (const { device, labels, timeZone } of lines) {
      if (seen.has(device)) continue;
      seen.add(device);
      const region = labels?.region ?? this.regionOf.get(device) ?? 'Unassigned';
      this.regionOf.set(device, region);
      if (timeZone !== undefined) this.zones.set(region, timeZone);
    }
  }
}

describe('an upload', () => {
  it('says beforehand what it does, leaves each region its last zone, and is unchanged when it comes again', () => {
    fc.assert(
      fc.property(fc.array(upload, { maxLength: 4 }), (uploads) => {
        const fleet = new FleetState(DEFAULT_RINGS, T0);
        const model = new Zones();
        for (const { lines, perWrite } of uploads) {
          const foretold = send(fleet, lines, perWrite, true).receipt;
          const { receipt } = send(fleet, lines, perWrite);
          expect({ ...foretold, dryRun: false }).toEqual(receipt);
          model.take(lines);
          const { region } = fleet.dictionaries;
          expect(new Map([...fleet.zones].map(([code, zone]) => [region.name(code), zone]))).toEqual(model.zones);
          const again = send(fleet, lines, perWrite);
          expect([again.written, again.receipt.unchanged]).toEqual([0, again.receipt.applied]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('counts a new zone with the line that tells it last', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const told = (...zones: string[]) =>
      zones.map((timeZone, n) => ({ device: `d-${n}`, labels: { region: 'eu' }, timeZone }));
    const counts = ({ receipt, written }: { receipt: InventoryReceipt; written: number }) => [
      [receipt.new, receipt.changed, receipt.unchanged, written],
      receipt.changes,
    ];
    expect(counts(send(fleet, told(BERLIN, PARIS, BERLIN)))).toEqual([[3, 0, 0, 3], []]);
    expect(counts(send(fleet, told(BERLIN, PARIS, BERLIN)))).toEqual([[0, 0, 3, 0], []]);
    const examples = [{ line: 3, device: 'd-2', from: BERLIN, to: PARIS }];
    expect(counts(send(fleet, told(PARIS, PARIS, PARIS)))).toEqual([
      [0, 1, 2, 1],
      [{ what: 'timeZone', devices: 1, examples }],
    ]);
  });

  it('takes back a line that can not be stored, with the zone it told', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const tally = new ReceiptTally(fleet, false);
    const novelty = tally.take({ number: 1, line: { device: 'a', timeZone: PARIS } });
    if (!novelty) throw new Error('nothing new');
    tally.takeBack(novelty);
    expect(tally.zonesLeft()).toEqual([]);
    expect(tally.receipt()).toMatchObject({ applied: 0, new: 0, changed: 0, unchanged: 0, rejectedCount: 1 });
  });
});
