/** How likely a boot is to fail for no reason of an update. */
import type { Baseline } from '#contract/scenario.ts';
import type { Fleet, Matcher } from './fleet.ts';
import { matcher } from './fleet.ts';
import { localDay, localHour } from './local-time.ts';
import { DRAW, normal, unit } from './random.ts';

/** The share of boots of a device that fail at an instant (epoch milliseconds). */
export type FailureShare = (device: number, at: number) => number;

/** The baseline's failure share with all its factors: label, hour, stratum and day. */
export function failureShareOf(fleet: Fleet, baseline: Baseline): FailureShare {
  const factors: [Matcher, number][] = (baseline.failureFactors ?? []).map(({ where, factor }) => [
    matcher(fleet, where),
    factor,
  ]);
  return (device, at) => {
    let share = baseline.failureShare;
    for (const [fits, factor] of factors) if (fits(device)) share *= factor;
    const local = at + (fleet.offsetMs[fleet.region[device] ?? 0] ?? 0);
    if (baseline.failuresByHour) share *= baseline.failuresByHour[localHour(local)] ?? 1;
    if (baseline.stratumSpread) share *= spread(fleet.seed, stratumOf(fleet, device), 0, baseline.stratumSpread);
    if (baseline.daySpread) share *= spread(fleet.seed, localDay(local), 1, baseline.daySpread);
    return Math.min(1, share);
  };
}

function stratumOf(fleet: Fleet, device: number): number {
  return ((fleet.sector[device] ?? 0) * 256 + (fleet.build[device] ?? 0)) * 256 + (fleet.region[device] ?? 0);
}

/** A log-normal factor with mean 1. */
function spread(seed: number, who: number, nth: number, deviation: number): number {
  const value = normal(unit(seed, DRAW.weather, who, nth * 2), unit(seed, DRAW.weather, who, nth * 2 + 1));
  return Math.exp(deviation * value - (deviation * deviation) / 2);
}
