/** When a pause may be called one: what devices report decides, not the request. */
import type { Hold } from '#contract/hold.ts';

/** An install this recent, or a hold this young, means that the pause may not have reached everything yet. Fleet time. */
const SETTLED_MS = 2 * 60_000;

/** When the first of the standing holds was placed, on one ring or anywhere; null where none stands. */
export function heldSince(holds: readonly Hold[], ring?: string): number | null {
  const covering = holds.filter(({ rings }) => ring === undefined || rings === 'all' || rings.includes(ring));
  return covering.length === 0 ? null : Math.min(...covering.map(({ placedAt }) => placedAt));
}

interface Reported {
  /** null where no device ever reported an install: then none is on its way. */
  lastInstallAt: number | null;
  heldSince: number | null;
}

/** Whether, while it is held, no install has been reported for long enough. */
export const hasSettled = ({ lastInstallAt, heldSince: since }: Reported, asOf: number): boolean =>
  lastInstallAt === null || asOf - Math.max(lastInstallAt, since ?? 0) >= SETTLED_MS;
