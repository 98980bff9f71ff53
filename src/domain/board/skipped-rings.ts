/** An update that reached a later ring before its time: an alarm before any crash. */
import type { UpdateInRing } from '#contract/update.ts';
import { exposedOf } from './judge.ts';

/** A plan is kept when an install comes at most this much before its ring's time. */
const TOLERANCE_MS = 60_000;
/** Without a plan: this share of a ring, this soon after the update was first seen anywhere. */
const FAST_SHARE = 0.1;
const FAST_MS = 30 * 60_000;
/** Rings smaller than this say nothing about the fleet. */
const MIN_RING = 20;

export interface SkippedRings {
  readonly ring: string;
  readonly installed: number;
  readonly targeted: number;
}

/**
 * The last ring that was reached before its time, or undefined. `rings` in rollout order; times in epoch milliseconds,
 * `firstSeenAt` that of the update in any ring.
 */
export function skippedRings(
  rings: readonly UpdateInRing[],
  firstSeenAt: number | null,
  asOf: number,
): SkippedRings | undefined {
  const planned = rings.some(({ plannedAt }) => plannedAt !== null);
  const early = rings.slice(1).findLast((row) => {
    const { firstInstallAt, plannedAt, targeted } = row;
    if (firstInstallAt === null || firstSeenAt === null || targeted < MIN_RING) return false;
    if (planned) return plannedAt !== null && firstInstallAt < plannedAt - TOLERANCE_MS;
    return row === rings.at(-1) && asOf - firstSeenAt <= FAST_MS && installedOf(row) >= FAST_SHARE * targeted;
  });
  return early && { ring: early.ring, installed: installedOf(early), targeted: early.targeted };
}

const installedOf = ({ counts }: UpdateInRing): number => exposedOf(counts) + counts.waiting;
