/** What evidence is enough for. */
import { MIN_COVERAGE } from './node-evidence.ts';

/** In rising order; `hold`: enough to watch, but telemetry is impaired, so nothing is acted on. */
export const TIERS = ['ok', 'hold', 'watch', 'recommend-pause', 'auto-pause'] as const;
export type Tier = (typeof TIERS)[number];

export const isAtLeast = (tier: Tier, least: Tier): boolean => TIERS.indexOf(tier) >= TIERS.indexOf(least);

export const LN_WATCH = Math.log(100);
export const LN_RECOMMEND = Math.log(1_000);
export const LN_AUTO = Math.log(100_000);
/** Least failures, site-capped, and least excess over the usual share. */
export const MIN_FAILURES = 3;
const MIN_FAILURES_AUTO = 5;
const MIN_EXCESS = 0.001;
/** What un-updated devices of the same sector, build and region must agree to. */
const LN_MATCHED = Math.log(100);
const LN_MATCHED_AUTO = Math.log(1_000);

export interface Grounds {
  /** ln evidence now. */
  readonly lnEv: number;
  /** Failures of the strongest node, site-capped, and their share beyond the usual one. */
  readonly effFail: number;
  readonly excess: number;
  /** False while telemetry is impaired where the update is. */
  readonly gateOpen: boolean;
  readonly coverage: number;
  readonly lnMatched: number;
  readonly matchedCoverage: number;
}

/** The tier these grounds reach. At most 1 harmless rollout in 1,000 is ever recommended to be paused. */
export function decide(grounds: Grounds): Tier {
  const { lnEv, effFail, excess, gateOpen, coverage, lnMatched, matchedCoverage } = grounds;
  if (lnEv < LN_WATCH) return 'ok';
  if (!gateOpen) return 'hold';
  const hasMatch = matchedCoverage >= MIN_COVERAGE;
  const matters = excess >= MIN_EXCESS;
  const mayAct = coverage >= MIN_COVERAGE && hasMatch && lnMatched >= LN_MATCHED_AUTO;
  if (lnEv >= LN_AUTO && effFail >= MIN_FAILURES_AUTO && matters && mayAct) return 'auto-pause';
  const agrees = !hasMatch || lnMatched >= LN_MATCHED;
  if (lnEv >= LN_RECOMMEND && effFail >= MIN_FAILURES && matters && agrees) return 'recommend-pause';
  return 'watch';
}
