/** What a tab says while somebody is looking elsewhere: its title, and the badge on its icon. */
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateDetail } from '#contract/update-detail.ts';
import type { Freshness } from '../live/freshness.ts';
import { nameOf } from '../updates/prepare-update-row.ts';
import { pauseWord } from '../verdict/say-installs.ts';
import { shortName } from '../verdict/update-names.ts';

export type Badge = 'calm' | 'failing' | 'paused' | 'stale';
export interface TabSign {
  title: string;
  badge: Badge;
}

/** @param words what matters now; null where nothing does: then the view's name stands for it. */
function toSign(drill: boolean, words: string | null, view: string | null, badge: Badge): TabSign {
  const parts = [drill ? 'DRILL' : null, words, view, 'Bootwatch'];
  return { title: parts.filter((part) => part !== null).join(' · '), badge };
}

/** The sign of the fleet on the live screen, or beside the name of another view. */
export function signOfFleet(snapshot: Snapshot, state: Freshness, view: string | null = null): TabSign {
  const { verdict } = snapshot;
  const [words, badge] = ((): [string | null, Badge] => {
    if (state === 'stale') return ['No answer', 'stale'];
    if (verdict.state === 'failing') return [`${nameOf(snapshot, verdict.update)} failing`, 'failing'];
    if (verdict.state === 'unexplained') return ['Devices down', 'failing'];
    if (verdict.state === 'paused')
      return [`${nameOf(snapshot, verdict.update)} ${wordOf(snapshot, verdict.update)}`, 'paused'];
    return [view === null ? 'Live' : null, 'calm'];
  })();
  return toSign(snapshot.drill !== null, words, view, badge);
}

function wordOf({ updates, asOf }: Snapshot, id: string): string {
  const update = updates.find((candidate) => candidate.id === id);
  return update ? pauseWord(update, asOf) : 'paused';
}

/** The sign of one update on its page. */
export function signOfUpdate(update: UpdateDetail, state: Freshness): TabSign {
  const name = shortName(update);
  const isOpen = update.rings.some((ring) => ring.state !== 'paused');
  const [words, badge] = ((): [string, Badge] => {
    if (state === 'stale') return ['No answer', 'stale'];
    if (update.judgement === 'failing' && isOpen) return [`${name} failing`, 'failing'];
    return update.holds.length > 0 ? [`${name} ${pauseWord(update, update.asOf)}`, 'paused'] : [name, 'calm'];
  })();
  return toSign(update.drill !== null, words, 'Update', badge);
}
