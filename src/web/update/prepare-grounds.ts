/** What the verdict on an update rests on, in four answers. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { LN_WATCH } from '#domain/detection/decide.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { count, percentRange, plural } from '../format/number.ts';
import { blameOf, sayCulprit } from '../verdict/say-culprit.ts';
import { sayAhead, sayTimes } from '../verdict/say-evidence.ts';
import { lateFound } from '../verdict/say-standing.ts';
import { shortName } from '../verdict/update-names.ts';

export interface Ground {
  term: string;
  /** The answer in a few words. */
  figure: string;
  /** The same as a number, where there is one. */
  number: string;
  text: string;
}

export function prepareGrounds(update: UpdateDetail): Ground[] {
  return [groundOfEvidence(update), groundOfRate(update), groundOfBlame(update), groundOfBlast(update)];
}

function groundOfEvidence(update: UpdateDetail): Ground {
  const { evidence } = update;
  const term = 'Evidence against it';
  const late = lateFound(update);
  if (late) {
    const number = `${count(late.withIt)} of ${count(late.back)} back have it`;
    return {
      term,
      figure: 'In common',
      number,
      text: 'It became known too late for its trials: no evidence either way.',
    };
  }
  if (!evidence) return { term, figure: 'Too early', number: '', text: 'No trial of it has a verdict yet.' };
  const { word, lnMost, looped, dark, trials, expected } = evidence;
  const usual = expected === null ? '' : `; ${sayUsual(expected)} usual`;
  const explainer = update.culprit.updates.find(({ id }) => id === update.explainedBy);
  const strength = lnMost >= LN_WATCH ? `evidence ${oneIn(lnMost)}` : '';
  return {
    term,
    figure: explainer ? `Only where ${shortName(explainer)} is` : word,
    number: explainer && strength ? `${strength}, by itself` : strength,
    text: `${count(looped + dark)} of ${plural(trials, 'trial')} failed: ${count(looped)} looping, ${count(dark)} silent when due${usual}.`,
  };
}

function sayUsual(expected: number): string {
  if (expected < 0.1) return 'fewer than 0.1';
  return `at most ${expected < 10 ? expected.toFixed(1) : count(Math.round(expected))}`;
}

function groundOfRate(update: UpdateDetail): Ground {
  const { evidence, interval, counts } = update;
  const term = 'Failure rate';
  if (lateFound(update)) {
    const text = 'Those that are down cannot tell that they have it, so no share of them can be taken.';
    return { term, figure: 'Not known', number: '', text };
  }
  const needed = `${count(counts.checked)} checked, ${MIN_CHECKED_TO_JUDGE} needed to name a share.`;
  if (!evidence) return { term, figure: 'Not enough data', number: '', text: needed };
  const { share, timesUsual, trials } = evidence;
  const times = timesUsual === null || update.explainedBy !== null ? '' : `; ${sayTimes(timesUsual)}`;
  return {
    term,
    figure: percentRange(share.low, share.high),
    number: '',
    text: `95 % interval of ${plural(trials, 'trial')}, some devices had several; valid however often you look${times}.${interval === null ? ` ${needed}` : ''}`,
  };
}

const ALONE = {
  culprit: 'Nothing else on the same devices explains the failures.',
  'prime-suspect': 'The only suspect. No device without it is alike in all else, so nothing is proved yet.',
} as const;

function groundOfBlame(update: UpdateDetail): Ground {
  const term = 'Who explains it';
  const { verdict, updates } = update.culprit;
  const isNamed = updates.some(({ id }) => id === update.id);
  const said = sayCulprit(blameOf(update), update);
  if (lateFound(update)) {
    const text =
      'Devices that fell silent have it in common. Another change that reached the same ones would look alike.';
    return { term, figure: 'Found on return', number: '', text };
  }
  if (!isNamed) {
    const explained = update.explainedBy !== null;
    const isTooEarly = update.judgement === 'too few';
    return {
      term,
      figure: explained ? 'Another update' : isTooEarly ? 'Too early to say' : 'Not under suspicion',
      number: '',
      text: said || 'Evidence of at least 1 in 1,000 would make it a suspect.',
    };
  }
  switch (verdict) {
    case 'combination':
      return { term, figure: 'Only a combination', number: '', text: said };
    case 'inseparable':
      return { term, figure: 'Cannot be told apart', number: '', text: said };
    case 'prime-suspect':
      return { term, figure: 'Prime suspect', number: '', text: ALONE[verdict] };
    case 'culprit':
    case 'none':
      return { term, figure: 'This update', number: '', text: said || ALONE.culprit };
  }
}

function groundOfBlast(update: UpdateDetail): Ground {
  const down = update.counts.looping + update.counts.silent;
  if (lateFound(update)) {
    const { due, heard } = update.fleet;
    const text = `${count(down)} of them known to have it: a device that is down cannot tell.`;
    return { term: 'Who is hit', figure: `${plural(due - heard, 'device')} of the fleet down now`, number: '', text };
  }
  return {
    term: 'Who is hit',
    figure: `${plural(down, 'device')} down now`,
    number: '',
    text: update.evidence ? sayAhead(update.evidence, update) : 'What would follow cannot be said yet.',
  };
}
