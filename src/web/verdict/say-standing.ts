/** How one update stands: a sentence, its numbers with their denominators, what they rest on. */
import type { Evidence } from '#contract/evidence.ts';
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { LN_RECOMMEND } from '#domain/detection/decide.ts';
import { count, listed, plural } from '../format/number.ts';
import { clock, duration, type Zone } from '../format/time.ts';
import { isLooping } from './is-looping.ts';
import { pauseWord, sayInstalls } from './say-installs.ts';
import { downOf } from './update-names.ts';

export interface Saying {
  tone: 'bad' | 'hold' | 'ok' | 'unknown';
  headline: string;
  /** The lead's first words, set in bold. */
  strong: string;
  lead: string;
  evidence: string;
}

export interface Standing {
  /** The usual failure share; null where no history was imported. */
  expectedShare: number | null;
  /** What the evidence says, in whole sentences. */
  grounds: string;
  /** Devices of the whole fleet that are down now. */
  fleetDown: number;
}

const pendingSentence = (pending: number): string =>
  pending === 0
    ? ''
    : pending === 1
      ? ' 1 more is still being checked.'
      : ` ${count(pending)} more are still being checked.`;

const downParts = ({ counts }: UpdateSummary): string =>
  `${count(counts.loopingChecked)} looping, ${count(counts.silentChecked)} silent`;

export function failingHeadline(update: UpdateSummary): string {
  const { loopingChecked, silentChecked } = update.counts;
  return isLooping(loopingChecked, silentChecked)
    ? `${update.name} is stopping devices from booting.`
    : `Devices stop answering after ${update.name}.`;
}

/** Below this many it is said of how few. */
const FEWEST_TENTHS = 0.05;

/** "About 8 expected." */
export function sayExpected(share: number | null, checked: number): string {
  if (share === null) return 'No history was imported to say how many are usual.';
  const usual = share * checked;
  if (usual < FEWEST_TENTHS) return 'Fewer than 0.1 expected.';
  return `About ${usual < 1 ? usual.toFixed(1) : count(Math.round(usual))} expected.`;
}

export function sayFailing(update: UpdateSummary, { expectedShare, grounds, fleetDown }: Standing): Saying {
  const { checked, pending } = update.counts;
  const late = lateFound(update);
  if (late) return sayHandedOver(update, late, fleetDown);
  if (update.evidence && isOver(update)) return sayOver(update, update.evidence, grounds);
  return {
    tone: 'bad',
    headline: failingHeadline(update),
    strong: `${count(downOf(update))} of the ${plural(checked, 'device')} checked`,
    lead: ` since they received it did not come back: ${downParts(update)}. ${sayExpected(expectedShare, checked)}${pendingSentence(pending)}${sayHeldAlready(update)}`,
    evidence: grounds,
  };
}

/** Nobody who has it is down, with or without a verdict. */
export const isOver = ({ counts }: UpdateSummary): boolean =>
  counts.checked > 0 && counts.looping + counts.silent === 0;

/** What failed is up again; it would fail again. */
function sayOver(update: UpdateSummary, { trials, looped, dark }: Evidence, grounds: string): Saying {
  const { checked, pending } = update.counts;
  const harm = isLooping(looped, dark)
    ? `${update.name} kept devices from booting`
    : `Devices stopped answering after ${update.name}`;
  return {
    tone: 'bad',
    headline: `${harm}; none of them is down now.`,
    strong: `${count(looped + dark)} of its ${plural(trials, 'trial')} failed`,
    lead: `: ${count(looped)} looping, ${count(dark)} silent. None of the ${plural(checked, 'device')} checked is down now.${pendingSentence(pending)}${sayHeldAlready(update)}`,
    evidence: grounds,
  };
}

/** It is failing and held, but not everywhere. */
const sayHeldAlready = (update: UpdateSummary): string =>
  update.holds.length === 0 ? '' : ` Paused in ${heldRings(update)} only.`;

/** How it was found, where that was too late for evidence: by what devices that were silent have in common. */
export function lateFound({ handedOver, evidence }: UpdateSummary): UpdateSummary['handedOver'] {
  return evidence && evidence.lnMost >= LN_RECOMMEND ? null : handedOver;
}

function sayHandedOver(
  { name }: UpdateSummary,
  { back, withIt }: { back: number; withIt: number },
  fleetDown: number,
): Saying {
  return {
    tone: 'bad',
    headline: `Devices stop answering after ${name}.`,
    strong: `${count(withIt)} of the ${plural(back, 'device')} that fell silent and are back`,
    lead: ` have it; of the others at most one in ten is known to. ${plural(fleetDown, 'device')} of the fleet ${fleetDown === 1 ? 'is' : 'are'} down now, and cannot tell what they run.`,
    evidence:
      'It became known too late for its trials, so this is what they have in common, not evidence. Devices tell what they run when they start: some that have it unharmed may not be known yet.',
  };
}

export function sayWatched(update: UpdateSummary, { expectedShare, grounds }: Standing): Saying {
  const { checked, pending } = update.counts;
  return {
    tone: 'unknown',
    headline: `Keep an eye on ${update.name}: not enough to act on.`,
    strong: `${count(downOf(update))} of ${plural(checked, 'device')} checked are down`,
    lead: `: ${downParts(update)}. ${sayExpected(expectedShare, checked)}${pendingSentence(pending)}`,
    evidence:
      update.evidence && update.evidence.lnMost > 0
        ? grounds
        : 'Most of its reports came too late to be compared with devices without it.',
  };
}

const sayAlready = (down: number): string =>
  down === 0 ? '' : `: ${plural(down, 'device')} with it ${down === 1 ? 'is' : 'are'} down already`;

export function sayTooEarly(update: UpdateSummary): Saying {
  const { checked, pending, waiting, looping, silent } = update.counts;
  const down = downOf(update);
  return {
    tone: 'unknown',
    headline: `Too early to judge ${update.name}${sayAlready(looping + silent)}.`,
    strong:
      checked < MIN_CHECKED_TO_JUDGE
        ? `${count(checked)} of the ${MIN_CHECKED_TO_JUDGE} devices needed have been checked`
        : `${count(checked)} devices have been checked, and those that are silent cannot tell that they have it`,
    lead: `${checked === 0 ? '.' : `; ${down === 0 ? 'none' : count(down)} of the checked ${down === 1 ? 'is' : 'are'} down.`}${pendingSentence(pending)}`,
    evidence: `${plural(waiting, 'device')} installed and waiting for a restart, ${count(update.without)} without it. No share is shown until there is enough to judge.`,
  };
}

/** "all rings", or the rings by name. */
export function heldRings(update: UpdateSummary): string {
  if (update.holds.some((hold) => hold.rings === 'all')) return 'all rings';
  return listed([...new Set(update.holds.flatMap((hold) => (hold.rings === 'all' ? [] : hold.rings)))]);
}

/** What a pause that is not one yet waits for. */
const sayWhen = (update: UpdateSummary, asOf: number): string =>
  pauseWord(update, asOf) === 'paused'
    ? ' The gate says hold; what devices report has the last word.'
    : ' The gate says hold. It counts as paused when no install has been reported for 2 min.';

export function sayPaused(update: UpdateSummary, asOf: number, zone: Zone): Saying {
  const { checked, pending } = update.counts;
  const first = update.holds.toSorted((a, b) => a.placedAt - b.placedAt)[0];
  const after = first && update.detectedAt !== null && first.placedAt > update.detectedAt;
  const by = first
    ? `Paused by ${first.author.name} at ${clock(first.placedAt, zone)}, ${duration(asOf - first.placedAt)} ago${
        after ? `, ${duration(first.placedAt - (update.detectedAt ?? 0))} after it was detected` : ''
      }.`
    : '';
  const reason = update.holds.find((hold) => hold.reason !== null)?.reason;
  const installs = sayInstalls(update, asOf, zone);
  const down = `${count(downOf(update))} of ${count(checked)} checked are down`;
  const rest = `${plural(update.without, 'device')} without it.${sayWhen(update, asOf)}`;
  const why = reason ? `Reason: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}` : '';
  return {
    tone: 'hold',
    headline: `${update.name} is ${pauseWord(update, asOf)} in ${heldRings(update)}.`,
    // A pause heals nobody: who is down comes first, then whether it holds.
    ...(checked === 0
      ? { strong: installs, lead: ` ${rest}` }
      : { strong: down, lead: `: ${downParts(update)}.${pendingSentence(pending)} ${installs} ${rest}` }),
    evidence: [by, why].filter(Boolean).join(' '),
  };
}
