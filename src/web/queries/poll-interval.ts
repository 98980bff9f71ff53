/** How often the board asks: a function of what it last heard. */
import type { Snapshot } from '#contract/snapshot.ts';

export const FAST_POLL_MS = 2_000;
export const CALM_POLL_MS = 10_000;

/** Fast in a drill, before anything is known, and while anything is failing or paused; calm otherwise. */
export function pollInterval(snapshot: Snapshot | undefined, hurried: boolean): number {
  if (!snapshot || hurried || snapshot.drill) return FAST_POLL_MS;
  const { state } = snapshot.verdict;
  if (state === 'no devices' || state === 'failing' || state === 'unexplained' || state === 'paused')
    return FAST_POLL_MS;
  const restless = snapshot.updates.some((update) => update.judgement === 'failing' || update.holds.length > 0);
  return restless ? FAST_POLL_MS : CALM_POLL_MS;
}
