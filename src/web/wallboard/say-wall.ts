/** The verdict for a screen on a wall: the same sentences, fewer of them. */
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { count, listed, plural } from '../format/number.ts';
import type { Zone } from '../format/time.ts';
import { heldByRing } from '../pause/held-by-ring.ts';
import { evidenceAgainst } from '../updates/prepare-update-row.ts';
import { pauseWord, sayInstalls } from '../verdict/say-installs.ts';
import { isOver, lateFound, type Saying, sayExpected } from '../verdict/say-standing.ts';
import { sayVerdict } from '../verdict/say-verdict.ts';

export interface WallSaying extends Pick<Saying, 'tone' | 'headline' | 'strong' | 'lead'> {
  /** "Evidence: Overwhelming (< 1 in 1 billion)."; empty where no update is spoken of. */
  evidence: string;
  /** Whether it is paused, and how many devices are without it; empty where no update is spoken of. */
  pause: string;
}

/** Says a picture's verdict. `asOf` is the fleet clock now. */
export function sayWall(snapshot: Snapshot, asOf: number, zone: Zone): WallSaying {
  const { tone, headline, strong, lead } = sayVerdict(snapshot, asOf, zone);
  const { verdict, updates, focus } = snapshot;
  const update = updates.find(({ id }) => id === ('update' in verdict ? verdict.update : focus));
  if (!update) return { tone, headline, strong, lead, evidence: '', pause: '' };
  const said = { tone, headline, strong, evidence: sayEvidence(update, snapshot) };
  const pause = sayPause(update, asOf);
  switch (verdict.state) {
    case 'failing':
      return {
        ...said,
        lead: lateFound(update) || isOver(update) ? lead : sayLost(update, snapshot.expectedShare),
        pause,
      };
    case 'paused':
      return { ...said, lead: update.counts.checked === 0 ? '' : `. ${sayInstalls(update, asOf, zone)}`, pause };
    default:
      return { ...said, lead, pause: `${update.name} is ${pause.slice(0, 1).toLowerCase()}${pause.slice(1)}` };
  }
}

const sayLost = ({ counts }: UpdateSummary, expectedShare: number | null): string =>
  ` did not come back: ${count(counts.loopingChecked)} looping, ${count(counts.silentChecked)} silent. ${sayExpected(expectedShare, counts.checked)}`;

function sayEvidence(update: UpdateSummary, snapshot: Snapshot): string {
  const { word, number } = evidenceAgainst(update, snapshot);
  return `Evidence: ${word}${number === '' ? '' : ` (${number})`}.`;
}

/** Names beyond this many are counted instead. */
const MAX_NAMES = 3;
const rings = (names: readonly string[]): string =>
  names.length > MAX_NAMES ? `${names.length} rings` : listed(names);

/** "Not paused: 54,812 devices without it.", "Paused in Early, not in Broad: 41,000 devices without it there." */
export function sayPause(update: UpdateSummary, asOf: number): string {
  const without = (devices: number) => `${plural(devices, 'device')} without it`;
  if (update.holds.length === 0) return `Not paused: ${without(update.without)}.`;
  const { parts, open } = heldByRing(update);
  const word = pauseWord(update, asOf) === 'paused' ? 'Paused' : 'Pausing';
  if (open.length === 0) return `${word} in all rings: ${without(update.without)}.`;
  const left = update.rings.reduce((sum, ring) => sum + (open.includes(ring.ring) ? ring.without : 0), 0);
  return `${word} in ${rings(parts.flatMap((part) => part.rings))}, not in ${rings(open)}: ${without(left)} there.`;
}
