/** Evidence in sentences: how rarely a harmless update would show as much, and nothing beyond that. */
import type { Evidence } from '#contract/evidence.ts';
import type { Judgement, UpdateSummary } from '#contract/update.ts';
import { LN_RECOMMEND, LN_WATCH } from '#domain/detection/decide.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { count, listed, plural } from '../format/number.ts';

/** What a recommendation rests on. */
export function sayChance({ lnMost }: Evidence): string {
  const words = oneIn(lnMost);
  if (words === 'no evidence') return 'No evidence against it.';
  const claim = lnMost >= LN_RECOMMEND ? 'This is not chance' : 'It may still be chance';
  const [number, rollouts] = words.startsWith('1 in ')
    ? [` (${words})`, `at most ${words.replace('1 in', '1 of')}`]
    : ['', 'fewer than 1 of a billion'];
  return `${claim}${number}: if it were harmless, evidence this strong would ever show up in ${rollouts} rollouts.`;
}

/** Where it concentrates; '' where no part of the fleet stands out. */
export const sayMainly = ({ mainlyIn }: Evidence): string =>
  mainlyIn === null ? '' : `Mainly in ${sayPlace(mainlyIn)}.`;

/** Beyond this it only says that the comparison hardly ever fails. */
const MANY_TIMES = 100;
/** "at least 5.6 times as often as devices without it". */
export const sayTimes = (times: number): string =>
  `${times > MANY_TIMES ? `more than ${MANY_TIMES}` : `at least ${times}`} times as often as devices without it`;

/** "sector Retail, build 22631". */
const sayPlace = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label} ${value}`)
    .join(', ');

/** Whether one part of the fleet carries the evidence. */
export function sayWhere(evidence: Evidence | null): string {
  if (!evidence || evidence.lnMost < LN_WATCH) return 'No evidence against it yet, so no place where it gathers.';
  return sayMainly(evidence) || 'Everywhere alike: no part of the fleet stands out.';
}

/** What the comparison lacked, or who else fails. */
export function sayCaveats(evidence: Evidence, judgement: Judgement): string {
  return [
    sayAlike(evidence, judgement === 'failing'),
    sayControls(evidence),
    sayAssumed(evidence),
    sayHold(evidence),
    saySites(evidence),
  ]
    .filter(Boolean)
    .join(' ');
}

function sayAssumed({ assumed, trials, expected }: Evidence): string {
  if (assumed === 0) return '';
  return expected === null
    ? 'No history from before it: 2 % of failures are taken as usual.'
    : `No history from before it for ${count(assumed)} of its ${plural(trials, 'trial')}: 2 % of failures are taken as usual there.`;
}

function sayControls({ controls, expected }: Evidence): string {
  if (controls === 'enough' || expected === null) return '';
  const lack = controls === 'none' ? 'No un-updated device' : 'Too few un-updated devices';
  return `${lack} to compare with; compared with the last 14 days only. No automatic action.`;
}

function sayAlike({ alike }: Evidence, blamed: boolean): string {
  switch (alike?.state) {
    case undefined:
      return '';
    case 'too few':
      return 'Too few devices of the same sector and build without it to compare with.';
    case 'fail as often': {
      const { low, high } = alike.ratio;
      const next = blamed ? 'Look for another change too.' : 'This update is not blamed; look for another change.';
      return `Un-updated devices of the same sector and build fail as often (risk ratio ${low}–${high}). ${next}`;
    }
  }
}

function sayHold({ onHold, impairedIn }: Evidence): string {
  if (!onHold) return '';
  const why =
    impairedIn.length === 0
      ? 'Devices without any update fall silent too, and none are left to compare with'
      : `Telemetry is impaired in region ${listed(impairedIn)}`;
  return `${why}: evidence shown, automatic action suspended.`;
}

/** A wholly silent site may be a power cut, so it is one failure a day or ring however many of its trials failed. */
export function saySites({ darkSites: { largest, more } }: Evidence): string {
  const [first] = largest;
  if (!first) return '';
  const end = 'none to compare with. Counted by site, not by device.';
  if (largest.length === 1 && more === 0) {
    return `Site ${first.site}: silent as a whole in ${count(first.trials)} trials, ${end}`;
  }
  const sites = largest.map(({ site, trials }) => `${site} (${count(trials)} trials)`);
  if (more > 0) sites.push(`${count(more)} more`);
  return `Sites ${listed(sites)}: silent as a whole, ${end}`;
}

/** Who is hit now and who would be, both ends of the interval. */
export const sayBlast = (evidence: Evidence, update: UpdateSummary): string =>
  `${sayDownNow(update)} ${sayAhead(evidence, update)}`;

export const sayDownNow = ({ counts }: UpdateSummary): string =>
  `${plural(counts.looping + counts.silent, 'device')} down now.`;

/** Who is being checked, who would be hit if it went on, and the most that can be down today. */
export function sayAhead({ blast }: Evidence, { counts, without }: UpdateSummary): string {
  const pending =
    counts.pending === 0
      ? ''
      : `${count(counts.pending)} more ${counts.pending === 1 ? 'is' : 'are'} being checked (${count(blast.pendingLow)}–${count(blast.pendingHigh)} expected to fail).`;
  const goingOn =
    without === 0
      ? ''
      : `If the rollout continued: ${count(blast.continuedLow)}–${count(blast.continuedHigh)} of the ${count(without)} without it.`;
  return [pending, goingOn, `If it stopped now: at most ${count(blast.worst)}.`].filter(Boolean).join(' ');
}
