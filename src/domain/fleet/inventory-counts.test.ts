import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryLine } from '#contract/inventory.ts';
import type { Report } from '#contract/report.ts';
import type { InventoryGaps } from '#contract/snapshot.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { advance } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { inventoryGaps } from './inventory-counts.ts';
import { applyInventory } from './label-device.ts';
import { throughCheckpoint } from './testing/read-back.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const DAY_SEC = 24 * 3_600;
const CHANNELS = ['falcon-content', 'intune'];

type Step =
  | { readonly kind: 'line'; readonly line: InventoryLine }
  | { readonly kind: 'report'; readonly report: Omit<Report, 'at'> }
  | { readonly kind: 'restart' };

const device = fc.constantFrom(...'abcdef');
const ring = fc.constantFrom('Canary', 'Pilot', 'Unassigned');
const labels = fc.record({ ring, site: fc.constantFrom('s-1', 's-2') }, { requiredKeys: [] });
const line = fc.record(
  { device, labels, rings: fc.dictionary(fc.constantFrom(...CHANNELS), ring) },
  { requiredKeys: ['device'] },
);
const report = fc.oneof(
  fc.record(
    { device, kind: fc.constant('heartbeat'), boot: fc.constant('b'), labels },
    { requiredKeys: ['device', 'kind', 'boot'] },
  ),
  fc.record({ device, kind: fc.constant('gone') }),
);
const steps = fc.array(
  fc.record({
    /** Up to nine hours, so that devices drop out of the last day. */
    afterSec: fc.integer({ min: 1, max: 9 * 3_600 }),
    step: fc.oneof(
      fc.record({ kind: fc.constant('line'), line }),
      fc.record({ kind: fc.constant('report'), report }),
      fc.record({ kind: fc.constant('restart') }),
    ) as fc.Arbitrary<Step>,
  }),
  { maxLength: 40 },
);

/** The same counts the plain way. */
class Oracle {
  readonly #devices = new Map<
    string,
    { listed: boolean; labels: Record<string, string>; rings: Record<string, string>; heard: number; gone: number }
  >();

  take(step: Step, at: number): void {
    if (step.kind === 'restart') return;
    const id = step.kind === 'line' ? step.line.device : step.report.device;
    const known = this.#devices.get(id) ?? { listed: false, labels: {}, rings: {}, heard: 0, gone: 0 };
    this.#devices.set(id, known);
    Object.assign(known.labels, step.kind === 'line' ? step.line.labels : step.report.labels);
    if (step.kind === 'line') {
      known.listed = true;
      Object.assign(known.rings, step.line.rings);
    } else if (step.report.kind === 'gone') known.gone = at;
    else known.heard = at;
  }

  gaps(now: number): InventoryGaps | undefined {
    const devices = [...this.#devices.values()].filter(
      ({ listed, heard, gone }) => listed && (gone === 0 || heard > gone),
    );
    if (devices.length === 0) return undefined;
    const isNone = (name: string | undefined) => name === undefined || name === 'Unassigned';
    const channels = CHANNELS.filter((channel) => [...this.#devices.values()].some(({ rings }) => channel in rings));
    const gapOf = (channel: string | null) => ({
      channel,
      devices: devices.filter(({ labels, rings }) =>
        isNone((channel === null ? undefined : rings[channel]) ?? labels.ring),
      ).length,
    });
    const byChannel = channels.map(gapOf);
    const isNoneInAny = byChannel.every((gap) => gap.devices === devices.length);
    const inNoRing = (isNoneInAny ? [gapOf(null)] : byChannel).filter((gap) => gap.devices > 0);
    return {
      devices: devices.length,
      heardInDay: devices.filter(({ heard }) => Math.floor(heard / 60) > Math.floor((now - DAY_SEC) / 60)).length,
      inNoRing,
      noSite: devices.filter(({ labels }) => isNone(labels.site)).length,
    };
  }
}

const inOrder = (gaps: InventoryGaps | undefined) =>
  gaps && { ...gaps, inNoRing: gaps.inNoRing.toSorted((a, b) => (`${a.channel}` < `${b.channel}` ? -1 : 1)) };

describe('the gaps of the inventory', () => {
  it('equal a count from scratch, whatever was listed, moved, heard, retired or restarted', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        let fleet = new FleetState(DEFAULT_RINGS, T0);
        const oracle = new Oracle();
        let now = T0;
        for (const { afterSec, step } of taken) {
          now += afterSec;
          advance(fleet, now);
          if (step.kind === 'line') applyInventory(fleet, hash64(step.line.device), step.line, now);
          else if (step.kind === 'restart') fleet = throughCheckpoint(fleet);
          else {
            const whole = { ...step.report, at: now * 1000 } as Report;
            applyReport(fleet, { device: hash64(whole.device), at: now, report: whole });
          }
          oracle.take(step, now);
          expect(inOrder(inventoryGaps(fleet))).toEqual(inOrder(oracle.gaps(now)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are told where no device at all is in a ring', () => {
    const fleet = new FleetState(DEFAULT_RINGS, T0);
    const list = (device: string, rest: Partial<InventoryLine> = {}) =>
      applyInventory(fleet, hash64(device), { device, ...rest }, T0);
    const inNoRing = () => inventoryGaps(fleet)?.inNoRing;
    list('a');
    list('b', { rings: { falcon: 'Unassigned', intune: 'Unassigned' } });
    expect(inNoRing()).toEqual([{ channel: null, devices: 2 }]);
    list('a', { rings: { falcon: 'Pilot' } });
    expect(inNoRing()).toEqual([
      { channel: 'intune', devices: 2 },
      { channel: 'falcon', devices: 1 },
    ]);
    list('a', { labels: { ring: 'Pilot' } });
    list('b', { rings: { falcon: 'Pilot', intune: 'Pilot' } });
    expect(inNoRing()).toEqual([]);
  });
});
