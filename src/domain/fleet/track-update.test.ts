import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InventoryLine } from '#contract/inventory.ts';
import type { Report } from '#contract/report.ts';
import type { UpdateFacts } from '#contract/update.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { advance, setUpdateFacts } from './fleet.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { applyInventory } from './label-device.ts';
import { throughCheckpoint } from './testing/read-back.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const UPDATES = ['a/x@1', 'b/y@2'];
/** The last is no ring in rollout order: its code is given out when it is first heard of. */
const RINGS = ['Canary', 'Pilot', 'Late'];
const CHANNELS = ['content', 'intune'];

type Step =
  | { readonly line: InventoryLine }
  | { readonly report: Omit<Report, 'at'> }
  | { readonly update: string; readonly facts: UpdateFacts }
  | 'restart';

const device = fc.constantFrom(...'abcd');
const ring = fc.constantFrom(...RINGS);
const update = fc.constantFrom(...UPDATES);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    line: fc.record(
      { device, labels: fc.record({ ring }), rings: fc.dictionary(fc.constantFrom(...CHANNELS), ring) },
      { requiredKeys: ['device'] },
    ),
  }),
  fc.record({ report: fc.record({ device, kind: fc.constantFrom('gone', 'heartbeat'), boot: fc.constant('b') }) }),
  fc.record({ report: fc.record({ device, kind: fc.constant('update.installed'), update }) }),
  fc.record({
    update,
    facts: fc.record(
      {
        channel: fc.constantFrom(...CHANNELS),
        target: fc.record({ ring: fc.uniqueArray(ring, { minLength: 1 }) }),
        expectedReboots: fc.nat(2),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.constant('restart' as const),
) as fc.Arbitrary<Step>;

/** The same from scratch: what was last said of each device and update. */
class Known {
  readonly labels = new Map<string, string>();
  readonly overrides = new Map<string, string>();
  readonly gone = new Map<string, boolean>();
  readonly installed = new Map<string, Set<string>>();
  readonly facts = new Map<string, UpdateFacts>();

  take(step: Exclude<Step, 'restart'>): void {
    if ('facts' in step) this.facts.set(step.update, step.facts);
    else if ('line' in step) {
      const { device, labels, rings = {} } = step.line;
      if (!this.gone.has(device)) this.gone.set(device, false);
      if (labels?.ring) this.labels.set(device, labels.ring);
      for (const [channel, ring] of Object.entries(rings)) this.overrides.set(`${device} ${channel}`, ring);
    } else {
      const report = step.report as Report;
      this.gone.set(report.device, report.kind === 'gone');
      if (report.kind !== 'update.installed') return;
      if (!this.facts.has(report.update)) this.facts.set(report.update, {});
      const devices = this.installed.get(report.update) ?? new Set();
      this.installed.set(report.update, devices.add(report.device));
    }
  }

  /** By update and ring: devices it is meant for, and devices that have it. */
  counts() {
    return [...this.facts].map(([update, { channel, target }]) => {
      const meant = new Map<string, number>();
      const has = new Map<string, number>();
      for (const [device, isGone] of this.gone) {
        const label = this.labels.get(device) ?? '';
        const place = this.overrides.get(`${device} ${channel}`) ?? label;
        const isMeant = !isGone && (!target?.ring || target.ring.includes(label));
        if (isMeant) meant.set(place, (meant.get(place) ?? 0) + 1);
        if (this.installed.get(update)?.has(device)) has.set(place, (has.get(place) ?? 0) + 1);
      }
      return { update, rings: ['', ...RINGS].map((ring) => [ring, meant.get(ring) ?? 0, has.get(ring) ?? 0]) };
    });
  }
}

function countsOf(fleet: FleetState) {
  return fleet.updates.all().map(({ id, counters }) => ({
    update: id,
    rings: ['', ...RINGS].map((ring) => {
      const code = ring === '' ? 0 : fleet.dictionaries.ring.find(ring);
      if (code === -1) return [ring, 0, 0];
      const { waiting, pending, checked, censored } = counters.ring(code);
      return [ring, counters.targetedRing(code), waiting + pending + checked + censored];
    }),
  }));
}

it('counts whom an update is meant for, and who has it, as from scratch: whatever was moved, retired, changed or restarted', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const known = new Known();
      let fleet = new FleetState(DEFAULT_RINGS, T0);
      for (const [nth, step] of steps.entries()) {
        const now = T0 + nth * 60;
        advance(fleet, now);
        if (step === 'restart') fleet = throughCheckpoint(fleet);
        else {
          known.take(step);
          if ('facts' in step) setUpdateFacts(fleet, step.update, step.facts);
          else if ('line' in step) applyInventory(fleet, hash64(step.line.device), step.line, now);
          else {
            const report = { ...step.report, at: now * 1000 } as Report;
            applyReport(fleet, { device: hash64(report.device), at: now, report });
          }
        }
        expect(countsOf(fleet)).toEqual(known.counts());
      }
    }),
    { numRuns: 300 },
  );
});
