/** Whether devices without an update fell silent as well: then its own are put down to the outage. */
import type { Judgement, Outage } from '#contract/update.ts';
import { MIN_FAILURES } from '../detection/decide.ts';

/** An outage is told of this long after its end. */
const TOLD_MS = 24 * 3_600_000;

interface Stand {
  readonly judgement: Judgement;
  /** Epoch milliseconds; null = nobody has it. */
  readonly firstSeenAt: number | null;
  /** Devices with it that are silent now, or were when their verdict fell due. */
  readonly silent: number;
}

/**
 * The newest outage that was open while devices had the update, or null where it has fewer silent ones than would
 * count, or is blamed itself. `asOf` in epoch milliseconds.
 */
export function outageOf(
  outages: readonly Outage[],
  { judgement, firstSeenAt, silent }: Stand,
  asOf: number,
): Outage | null {
  if (judgement === 'failing' || judgement === 'explained' || firstSeenAt === null || silent < MIN_FAILURES)
    return null;
  const told = outages.findLast(({ until }) => until === null || (until >= firstSeenAt && asOf - until <= TOLD_MS));
  return told ?? null;
}
