/** The verdict in plain words: a sentence, its numbers with their denominators, its evidence. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { count, listed, percent, plural } from '../format/number.ts';
import { clock, duration, type Zone } from '../format/time.ts';
import { sayCommon, saySpared } from './say-alarm.ts';
import { sayCaveats, sayChance, sayCulprit, sayRate } from './say-evidence.ts';
import { sayInstalls } from './say-installs.ts';
import { downOf } from './update-names.ts';

export interface Saying {
  tone: 'bad' | 'hold' | 'ok' | 'unknown';
  headline: string;
  /** The lead's first words, set in bold. */
  strong: string;
  lead: string;
  evidence: string;
}

/** Says the verdict of a picture. `asOf` is the fleet clock now. */
export function sayVerdict(snapshot: Snapshot, asOf: number, zone: Zone): Saying {
  const { verdict } = snapshot;
  switch (verdict.state) {
    case 'failing':
    case 'paused': {
      const update = snapshot.updates.find((candidate) => candidate.id === verdict.update);
      if (!update) return sayHealthy(snapshot);
      return verdict.state === 'failing' ? sayFailing(snapshot, update) : sayPaused(update, asOf, zone);
    }
    case 'healthy':
      return sayHealthy(snapshot);
    case 'unexplained':
      return sayUnexplained(snapshot, verdict, zone);
    case 'too few':
      return sayTooFew(snapshot);
    case 'no devices':
      return { tone: 'unknown', headline: 'No devices yet.', strong: '', lead: '', evidence: '' };
  }
}

const pendingSentence = (pending: number): string =>
  pending === 0
    ? ''
    : pending === 1
      ? ' 1 more is still being checked.'
      : ` ${count(pending)} more are still being checked.`;

const downParts = ({ counts }: UpdateSummary): string =>
  `${count(counts.loopingChecked)} looping, ${count(counts.silentChecked)} silent`;

/** Silence alone is no proof of a boot loop, so the headline claims one only where most of the proof is there. */
export function failingHeadline(update: UpdateSummary): string {
  const { loopingChecked, silentChecked } = update.counts;
  return loopingChecked >= silentChecked
    ? `${update.name} is stopping devices from booting.`
    : `Devices stop answering after ${update.name}.`;
}

function sayFailing(snapshot: Snapshot, update: UpdateSummary): Saying {
  const { checked, pending } = update.counts;
  const expected = sayExpected(snapshot.expectedShare, checked);
  return {
    tone: 'bad',
    headline: failingHeadline(update),
    strong: `${count(downOf(update))} of the ${plural(checked, 'device')} checked`,
    lead: ` since they received it did not come back: ${downParts(update)}. ${expected}${pendingSentence(pending)}`,
    evidence: sayGrounds(snapshot, update),
  };
}

function sayUnexplained(
  { fleet, fleetAlarm }: Snapshot,
  { down, due }: { down: number; due: number },
  zone: Zone,
): Saying {
  const { looping, silent } = fleet.conditions;
  const since = fleetAlarm ? ` since ${clock(fleetAlarm.since, zone)}` : '';
  const usual = fleetAlarm && fleetAlarm.expected !== null ? ` (${count(fleetAlarm.expected)} expected)` : '';
  return {
    tone: 'bad',
    headline: `${count(down)} of ${plural(due, 'device')} due have not answered${since}${usual}. No known update explains it.`,
    strong: fleetAlarm ? sayCommon(fleetAlarm) : `${count(silent)} silent, ${count(looping)} looping.`,
    lead: fleetAlarm ? ` ${count(silent)} silent, ${count(looping)} looping.` : '',
    evidence: [
      fleetAlarm ? saySpared(fleetAlarm) : '',
      'An outage can look like this, and so can a change that nobody announced here.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function sayExpected(share: number | null, checked: number): string {
  if (share === null) return 'No history yet to say how many are usual.';
  const usual = share * checked;
  return usual < 1 ? 'Fewer than 1 expected.' : `About ${count(Math.round(usual))} expected.`;
}

function sayGrounds(snapshot: Snapshot, update: UpdateSummary): string {
  const { evidence } = update;
  const culprit = sayCulprit(snapshot, update);
  if (!evidence) return culprit;
  return [sayChance(evidence), sayRate(evidence), culprit, sayCaveats(evidence)].filter(Boolean).join(' ');
}

/** "all rings", or the rings by name. */
export function heldRings(update: UpdateSummary): string {
  if (update.holds.some((hold) => hold.rings === 'all')) return 'all rings';
  return listed([...new Set(update.holds.flatMap((hold) => (hold.rings === 'all' ? [] : hold.rings)))]);
}

function sayPaused(update: UpdateSummary, asOf: number, zone: Zone): Saying {
  const { checked, pending } = update.counts;
  const first = update.holds.toSorted((a, b) => a.placedAt - b.placedAt)[0];
  const after = first && update.detectedAt !== null && first.placedAt > update.detectedAt;
  const by = first
    ? `Paused by ${first.author.name} at ${clock(first.placedAt, zone)}, ${duration(asOf - first.placedAt)} ago${
        after ? `, ${duration(first.placedAt - (update.detectedAt ?? 0))} after it was detected` : ''
      }.`
    : '';
  const reason = update.holds.find((hold) => hold.reason !== null)?.reason;
  const down =
    checked > 0
      ? `${count(downOf(update))} of ${count(checked)} checked are down: ${downParts(update)}.${pendingSentence(pending)}`
      : '';
  const why = reason ? `Reason: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}` : '';
  return {
    tone: 'hold',
    headline: `${update.name} is paused in ${heldRings(update)}.`,
    strong: sayInstalls(update, asOf, zone),
    lead: ` ${plural(update.without, 'device')} without it. The gate says hold; what devices report has the last word.`,
    evidence: [down, by, why].filter(Boolean).join(' '),
  };
}

/** What the headline of one update must not claim for the others. */
function sayOtherUpdates(updates: readonly UpdateSummary[], said: UpdateSummary): string {
  const others = updates.filter((update) => update.id !== said.id);
  const early = others.filter((update) => update.judgement === 'too few').length;
  const fine = others.length - early;
  const parts = [
    fine === 0 ? '' : `${plural(fine, 'other update')} ${fine === 1 ? 'shows' : 'show'} no sign of harm either`,
    early === 0 ? '' : `${plural(early, 'update')} ${early === 1 ? 'has' : 'have'} too few checked to say`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : ` ${parts.join('; ')}.`;
}

function sayHealthy(snapshot: Snapshot): Saying {
  const { fleet, updates } = snapshot;
  const watched = updates.find((update) => update.judgement === 'watch');
  if (watched) return sayWatched(snapshot, watched);
  const strongest = updates.find((update) => update.judgement === 'ok' && update.interval);
  const heard = `${count(fleet.heard)} of the ${plural(fleet.due, 'device')} due have been heard from.`;
  const down = fleet.conditions.looping + fleet.conditions.silent;
  const evidence = `Down in the whole fleet: ${count(down)} of ${count(fleet.devices)}, ${count(fleet.conditions.looping)} looping and ${count(fleet.conditions.silent)} silent.`;
  if (!strongest?.interval) {
    return { tone: 'ok', headline: 'No update is under suspicion.', strong: heard, lead: '', evidence };
  }
  const { counts, interval } = strongest;
  return {
    tone: 'ok',
    headline: `No sign of harm in ${plural(counts.checked, 'device')}.`,
    strong: `Failure rates above ${percent(interval.high)} are ruled out`,
    lead: ` for ${strongest.name}: ${count(downOf(strongest))} of ${count(counts.checked)} checked are down.${sayOtherUpdates(updates, strongest)}`,
    evidence,
  };
}

function sayWatched(snapshot: Snapshot, update: UpdateSummary): Saying {
  const { checked, pending } = update.counts;
  return {
    tone: 'unknown',
    headline: `Keep an eye on ${update.name}: not enough to act on.`,
    strong: `${count(downOf(update))} of ${plural(checked, 'device')} checked are down`,
    lead: `: ${downParts(update)}. ${sayExpected(snapshot.expectedShare, checked)}${pendingSentence(pending)}`,
    evidence:
      update.evidence && update.evidence.lnMost > 0
        ? sayGrounds(snapshot, update)
        : 'Most of its reports came too late to be compared with devices without it.',
  };
}

function sayTooFew(snapshot: Snapshot): Saying {
  const update = snapshot.updates.find((candidate) => candidate.id === snapshot.focus) ?? snapshot.updates[0];
  if (!update) return sayHealthy(snapshot);
  const { checked, pending } = update.counts;
  const down = downOf(update);
  return {
    tone: 'unknown',
    headline: `Too early to judge ${update.name}.`,
    strong: `${count(checked)} of the ${MIN_CHECKED_TO_JUDGE} devices needed have been checked`,
    lead: `${checked === 0 ? '.' : `; ${down === 0 ? 'none' : count(down)} of them ${down === 1 ? 'is' : 'are'} down.`}${pendingSentence(pending)}`,
    evidence: `${plural(update.counts.waiting, 'device')} installed and waiting for a restart, ${count(update.without)} without it. No share is shown until there is enough to judge.`,
  };
}
