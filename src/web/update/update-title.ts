import type { UpdateDetail } from '#contract/update-detail.ts';
import type { Freshness } from '../live/freshness.ts';
import { shortName } from '../verdict/update-names.ts';

/** The tab says how the update stands while somebody is looking elsewhere. */
export function updateTitle(update: UpdateDetail, state: Freshness): string {
  const drill = update.drill ? 'DRILL · ' : '';
  const name = shortName(update);
  const words = () => {
    if (state === 'stale') return 'No answer';
    if (update.judgement === 'failing' && update.rings.some((ring) => ring.state !== 'paused'))
      return `${name} failing`;
    return update.holds.length > 0 ? `${name} paused` : name;
  };
  return `${drill}${words()} · Bootwatch`;
}
