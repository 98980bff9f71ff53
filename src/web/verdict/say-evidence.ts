/** Evidence in sentences. Never how probable it is that an update is bad: that nobody knows. */
import type { Evidence } from '#contract/evidence.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { LN_RECOMMEND } from '#domain/detection/decide.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { count, listed, percentRange, plural } from '../format/number.ts';
import { shortName } from './update-names.ts';

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

/** The failure rate with its interval, and where it concentrates. */
export function sayRate({ share, timesUsual, mainlyIn }: Evidence): string {
  const times = timesUsual === null ? '' : `, ${sayTimes(timesUsual)} as often as devices without it`;
  const where = mainlyIn === null ? '' : ` Mainly in ${sayPlace(mainlyIn)}.`;
  return `Failure rate ${percentRange(share.low, share.high)} (95 %, valid however often you look)${times}.${where}`;
}

/** Beyond this it only says that the comparison hardly ever fails. */
const MANY_TIMES = 100;
const sayTimes = (times: number): string =>
  times > MANY_TIMES ? `more than ${MANY_TIMES} times` : `at least ${times} times`;

const sayPlace = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label} ${value}`)
    .join(', ');

/** What the comparison lacked, or who else fails. */
export function sayCaveats({ historyOnly, onHold, othersFailToo, expected }: Evidence): string {
  return [
    othersFailToo ? 'Un-updated devices of the same sector and build fail as often: look for another change.' : '',
    historyOnly && expected !== null
      ? 'No un-updated device to compare with; compared with the last 14 days only. No automatic action.'
      : '',
    expected === null ? 'No history yet: 2 % of failures are taken as usual.' : '',
    onHold ? 'Telemetry is impaired there: evidence shown, automatic action suspended.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Who explains the failures, and who does not. */
export function sayCulprit({ culprit, updates }: Pick<Snapshot, 'culprit' | 'updates'>, said: UpdateSummary): string {
  const names = culprit.updates.map((id) => {
    const update = updates.find((candidate) => candidate.id === id);
    return update ? shortName(update) : id.slice(id.indexOf('/') + 1);
  });
  const explained = updates.filter(({ explainedBy }) => explainedBy === said.id).map(({ name }) => name);
  switch (culprit.verdict) {
    case 'combination':
      return `Only the combination of ${listed(names)} fails.`;
    case 'inseparable':
      return `${listed(names)} were always installed together: the data cannot tell which. Pause both, or send one alone to 20 devices.`;
    case 'culprit':
    case 'prime-suspect':
    case 'none':
      if (explained.length === 0) return '';
      return `${listed(explained.slice(0, 3))} ${explained.length === 1 ? 'fails' : 'fail'} only where ${shortName(said)} is too.`;
  }
}

/** Who is hit now and who would be, both ends of the interval. */
export function sayBlast({ blast }: Evidence, { counts, without, targeted }: UpdateSummary): string {
  const down = counts.looping + counts.silent;
  const pending =
    counts.pending === 0
      ? ''
      : ` ${count(counts.pending)} more ${counts.pending === 1 ? 'is' : 'are'} being checked (${count(blast.pendingLow)}–${count(blast.pendingHigh)} expected to fail).`;
  const goingOn =
    without === 0
      ? ''
      : ` If the rollout continued: ${count(blast.continuedLow)}–${count(blast.continuedHigh)} of ${count(targeted)}.`;
  return `${plural(down, 'device')} down now.${pending}${goingOn} Worst case today: ${count(blast.worst)}.`;
}
