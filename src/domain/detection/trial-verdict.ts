/** What became of one trial. */
import { EXPECTED_REBOOT_SEC, MAX_SUSPENDED_SEC } from '../fleet/horizons.ts';

/** Times in seconds on any one clock; null = never. */
export interface Trial {
  readonly startedAt: number;
  readonly horizonSec: number;
  readonly healthyAt: number | null;
  /** Switched off or put to sleep by its own word. */
  readonly gracefulOffAt: number | null;
  readonly reportsSinceStart: number;
  readonly suspendedSec: number;
  readonly expectedReboots: number;
}

export type TrialVerdict = 'pending' | 'censored' | 'pass' | 'loop' | 'dark';

/** When the verdict is due, and the verdict at `now`. Silence at the due time is a failure. */
export function trialVerdict(trial: Trial, now: number): { due: number; verdict: TrialVerdict } {
  const { startedAt, horizonSec, expectedReboots, suspendedSec } = trial;
  const due =
    startedAt + horizonSec + expectedReboots * EXPECTED_REBOOT_SEC + Math.min(MAX_SUSPENDED_SEC, suspendedSec);
  return { due, verdict: verdictBy(due, trial, now) };
}

function verdictBy(due: number, { healthyAt, gracefulOffAt, reportsSinceStart }: Trial, now: number): TrialVerdict {
  const healthy = healthyAt ?? Number.POSITIVE_INFINITY;
  if (gracefulOffAt !== null && gracefulOffAt < Math.min(healthy, due)) return 'censored';
  if (now < due) return 'pending';
  if (healthy <= due) return 'pass';
  return reportsSinceStart > 0 ? 'loop' : 'dark';
}
