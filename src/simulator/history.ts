/** The fleet's past: 28 days of trial tallies per leaf, as an import would bring them. */
import type { HistoryLine } from '#contract/history.ts';
import type { Baseline } from '#contract/scenario.ts';
import { UNASSIGNED } from '#contract/words.ts';
import type { Fleet } from './fleet.ts';
import { labelOf } from './fleet.ts';
import { DAY_MS, HOUR_MS } from './local-time.ts';
import { DRAW, poisson, unit } from './random.ts';
import { failureShareOf } from './weather.ts';

const DAYS = 28;
const MAX_LINES = 100_000;

interface Leaf {
  /** Some device of the leaf; all of them behave alike. */
  device: number;
  count: number;
  key: number;
}

/**
 * Tallies of the 28 days before `startAt` (epoch milliseconds); empty ones are left out. A leaf's day is booked in as
 * few hours as keep the whole below 100,000 lines, other hours every day, so that hours are covered over the leaves.
 */
export function* historyOf(fleet: Fleet, baseline: Baseline, startAt: number): Generator<HistoryLine> {
  const leaves = leavesOf(fleet);
  const failureShare = failureShareOf(fleet, baseline);
  const { pastRestartsADay = baseline.restartsADay, liveUpdatesADay, liveFailureShare } = baseline;
  const night = (device: number) => fleet.shape.classes[fleet.class[device] ?? 0]?.night?.share ?? 0;
  const kinds = [
    { kind: 'boot', nth: 0, aDay: () => pastRestartsADay, share: failureShare },
    { kind: 'live', nth: 1, aDay: () => liveUpdatesADay, share: () => liveFailureShare },
    { kind: 'return', nth: 2, aDay: night, share: () => baseline.stayAwayShare ?? 0 },
  ] as const;
  const kindsLived = kinds.filter(({ aDay }) => leaves.some(({ device }) => aDay(device) > 0)).length;
  const hoursADay = Math.max(1, Math.min(24, Math.floor(MAX_LINES / (DAYS * kindsLived * leaves.length))));
  const firstHour = Math.floor(startAt / HOUR_MS) * HOUR_MS - DAYS * DAY_MS;
  for (let day = 0; day < DAYS; day += 1) {
    for (const leaf of leaves) {
      for (const { kind, nth, aDay, share } of kinds) {
        for (let slot = 0; slot < hoursADay; slot += 1) {
          const draw = (which: number) =>
            unit(fleet.seed, DRAW.history, leaf.key, (day * 24 + slot) * 12 + nth * 4 + which);
          const hour = firstHour + day * DAY_MS + Math.floor(((slot + draw(0)) * 24) / hoursADay) * HOUR_MS;
          const n = poisson((leaf.count * aDay(leaf.device)) / hoursADay, draw(1), draw(2));
          if (n === 0) continue;
          const x = Math.min(n, poisson(n * share(leaf.device, hour), draw(3), draw(2)));
          yield { kind, ...labelsOf(fleet, leaf.device), hour, n, x };
        }
      }
    }
  }
}

function labelsOf(fleet: Fleet, device: number) {
  return {
    ring: labelOf(fleet, device, 'ring') ?? UNASSIGNED,
    sector: labelOf(fleet, device, 'sector') ?? UNASSIGNED,
    build: labelOf(fleet, device, 'build') ?? UNASSIGNED,
    region: labelOf(fleet, device, 'region') ?? UNASSIGNED,
    class: fleet.shape.classes[fleet.class[device] ?? 0]?.class ?? 'always-on',
  };
}

function leavesOf(fleet: Fleet): Leaf[] {
  const leaves = new Map<number, Leaf>();
  for (let device = 0; device < fleet.size; device += 1) {
    const key = [fleet.ring, fleet.sector, fleet.build, fleet.region].reduce(
      (sum, label) => sum * 256 + (label[device] ?? 0),
      fleet.class[device] ?? 0,
    );
    const leaf = leaves.get(key);
    if (leaf) leaf.count += 1;
    else leaves.set(key, { device, count: 1, key: leaves.size });
  }
  return [...leaves.values()];
}
