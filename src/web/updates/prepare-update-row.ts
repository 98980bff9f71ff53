/** What the table of updates says about one update. */
import type { EvidenceWord } from '#contract/evidence.ts';
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { count, percent } from '../format/number.ts';
import { type Chip, PAUSED, PAUSING } from '../rings/ring-chip.ts';
import { installsAfterPause } from '../verdict/say-installs.ts';
import { lateFound } from '../verdict/say-standing.ts';
import { downOf, shortName } from '../verdict/update-names.ts';

/** Word first, number second. */
export interface Evidence {
  word: EvidenceWord | 'In common' | `Only where ${string} is`;
  number: string;
  muted: boolean;
}

/** The short name of an update by id; product and version where the picture does not list it. */
export function nameOf(snapshot: Pick<Snapshot, 'updates'>, id: string): string {
  const update = snapshot.updates.find((candidate) => candidate.id === id);
  return update ? shortName(update) : id.slice(id.indexOf('/') + 1);
}

/** Evidence against an update: the word, and how rarely a harmless update shows as much, or what is ruled out. */
export function evidenceAgainst(update: UpdateSummary, snapshot: Snapshot): Evidence {
  const { evidence, judgement, counts } = update;
  if (judgement === 'explained' && update.explainedBy !== null) {
    const name = nameOf(snapshot, update.explainedBy);
    return {
      word: `Only where ${name} is`,
      number: `${count(downOf(update))} of ${count(counts.checked)} down`,
      muted: true,
    };
  }
  const late = lateFound(update);
  if (late)
    return { word: 'In common', number: `${count(late.withIt)} of ${count(late.back)} back have it`, muted: false };
  if (isInOutage(update, snapshot)) return { word: 'None', number: 'others fell silent too', muted: true };
  if (judgement === 'too few' && counts.checked >= MIN_CHECKED_TO_JUDGE) {
    return { word: 'Too early', number: 'the silent cannot tell', muted: true };
  }
  if (!evidence || evidence.word === 'Too early') {
    const trials = evidence?.trials ?? 0;
    const compared = trials === 0 ? 'none compared yet' : `only ${count(trials)} compared`;
    const checked = `${count(counts.checked)} checked, ${MIN_CHECKED_TO_JUDGE} needed`;
    return judgement === 'ok'
      ? { word: 'None', number: compared, muted: true }
      : { word: 'Too early', number: checked, muted: true };
  }
  if (evidence.word === 'None') {
    return { word: 'None', number: `above ${percent(evidence.share.high)} ruled out`, muted: false };
  }
  return { word: evidence.word, number: oneIn(evidence.lnMost), muted: false };
}

/** Many of its devices are down, but devices without it fell silent as well. */
function isInOutage({ judgement, interval, outage }: UpdateSummary, { threshold }: Snapshot): boolean {
  return outage !== null && judgement === 'ok' && interval !== null && interval.low > threshold;
}

const NOT_BLAMED: Chip = { state: 'unknown', icon: 'unknown', word: 'Not blamed' };

export function stateChip(update: UpdateSummary, snapshot: Snapshot): Chip {
  if (update.holds.length > 0) {
    const everywhere = update.holds.some((hold) => hold.rings === 'all');
    if (!everywhere) return { state: 'hold', icon: 'hold', word: 'Partly paused' };
    return installsAfterPause(update, snapshot.asOf)?.settled === false ? PAUSING : PAUSED;
  }
  if (update.skippedRings && update.judgement !== 'failing' && update.judgement !== 'explained') {
    return { state: 'watch', icon: 'watch', word: 'Skipped rings' };
  }
  switch (update.judgement) {
    case 'failing':
      return { state: 'bad', icon: 'alarm', word: 'Pause recommended' };
    case 'explained': {
      const by = update.explainedBy;
      return {
        state: 'unknown',
        icon: 'linked',
        word: by === null ? 'Explained' : `Explained by ${nameOf(snapshot, by)}`,
      };
    }
    case 'watch':
      if (update.evidence?.alike?.state === 'fail as often') return NOT_BLAMED;
      return { state: 'watch', icon: 'watch', word: update.evidence?.onHold ? 'On hold' : 'Watch' };
    case 'ok':
      if (isInOutage(update, snapshot)) return NOT_BLAMED;
      return { state: 'ok', icon: 'ok', word: 'No sign of harm' };
    case 'too few':
      return { state: 'unknown', icon: 'unknown', word: 'Not enough data' };
  }
}

export interface RingBadge {
  ring: string;
  letter: string;
  on: boolean;
  title: string;
}

/** More rings than this have no room for letters. */
const MOST_LETTERS = 5;

/** "3 of 15" where there are too many rings for letters; null where there are not. */
export function sayRings(rings: readonly RingBadge[]): string | null {
  return rings.length <= MOST_LETTERS ? null : `${rings.filter(({ on }) => on).length} of ${rings.length}`;
}

/** One letter per ring of the fleet, in rollout order. */
export function ringBadges(update: UpdateSummary): RingBadge[] {
  return update.rings.map(({ ring, state, counts }) => {
    const on = counts.pending + counts.checked + counts.censored + counts.waiting > 0;
    const word = state === 'paused' ? (on ? 'paused' : 'paused before it started') : on ? 'running' : 'not started';
    return { ring, letter: ring.slice(0, 1).toUpperCase(), on, title: `${ring}: ${word}` };
  });
}
