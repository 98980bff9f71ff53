import type { Snapshot } from '#contract/snapshot.ts';
import { nameOf } from '../updates/prepare-update-row.ts';
import type { Freshness } from './freshness.ts';

/** The tab says what matters while somebody is looking elsewhere. */
export function pageTitle(snapshot: Snapshot, state: Freshness): string {
  const drill = snapshot.drill ? 'DRILL · ' : '';
  const { verdict } = snapshot;
  const words = () => {
    if (state === 'stale') return 'No answer';
    if (verdict.state === 'failing') return `${nameOf(snapshot, verdict.update)} failing`;
    if (verdict.state === 'unexplained') return 'Devices down';
    if (verdict.state === 'paused') return `${nameOf(snapshot, verdict.update)} paused`;
    return 'Live';
  };
  return `${drill}${words()} · Bootwatch`;
}
