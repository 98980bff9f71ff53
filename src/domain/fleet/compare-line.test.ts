import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryLine } from '#contract/inventory.ts';
import { COUNTED_LABELS } from '#contract/labels.ts';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { changesOf } from './compare-line.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { SEGMENT_MASK } from './segments.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;

const ring = fc.constantFrom('Canary', 'Pilot', 'Testers', 'Nightly', 'Unassigned');
const labels = fc.record(
  { ring, site: fc.constantFrom('s-1', 's-2'), rack: fc.constantFrom('7', '8') },
  { requiredKeys: [] },
);
const line: fc.Arbitrary<InventoryLine> = fc.record(
  {
    device: fc.constantFrom('a', 'b', 'c'),
    labels,
    rings: fc.dictionary(fc.constantFrom('falcon', 'intune', 'Unassigned'), ring),
  },
  { requiredKeys: ['device'] },
);

/** What an inventory can set, of one device. */
function knownOf(fleet: FleetState, id: string) {
  const device = fleet.index.find(hash64(id));
  if (device === -1) return undefined;
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  return {
    listed: segment.listed[i],
    labels: COUNTED_LABELS.map((label) => fleet.dictionaries[label].name(segment[label][i])),
    extra: segment.extraHash[i],
    rings: fleet.dictionaries.channel
      .values()
      .map((channel) => fleet.ringOverride(device, fleet.dictionaries.channel.find(channel)))
      .map((code, c) => [c, code])
      .filter(([, code]) => code !== -1),
  };
}

describe('what a line of the inventory would change', () => {
  it('is nothing exactly when applying it changes nothing', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const fleet = new FleetState(DEFAULT_RINGS, T0);
        for (const [n, told] of lines.entries()) {
          const hash = hash64(told.device);
          const changes = changesOf(fleet, hash, told);
          const before = knownOf(fleet, told.device);
          applyInventory(fleet, hash, told, T0 + n);
          const after = knownOf(fleet, told.device);
          if (changes?.length === 0) expect(after).toEqual(before);
          else expect(after).not.toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is a ring of a channel also where nobody has named that ring', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    applyInventory(fleet, hash64('a'), { device: 'a', rings: { intune: 'Pilot' } }, T0);
    applyInventory(fleet, hash64('b'), { device: 'b' }, T0);
    for (const channel of ['intune', 'falcon']) {
      expect(changesOf(fleet, hash64('b'), { device: 'b', rings: { [channel]: 'Testers' } })).toEqual([
        { what: `ring:${channel}`, from: null, to: 'Testers' },
      ]);
    }
  });

  it('is nothing for labels it told before, whatever the device reports of its own', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const told = { device: 'a', labels: { ring: 'Pilot', rack: '7' } };
    applyInventory(fleet, hash64('a'), told, T0);
    const report: Report = { kind: 'heartbeat', device: 'a', at: (T0 + 60) * 1000, boot: 'b', labels: { agent: '9' } };
    applyReport(fleet, { device: hash64('a'), at: T0 + 60, report });
    expect(changesOf(fleet, hash64('a'), told)).toEqual([]);
    expect(changesOf(fleet, hash64('a'), { device: 'a', labels: { rack: '8' } })).toHaveLength(1);
  });
});
