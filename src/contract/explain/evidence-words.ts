/** Words for what the trials of an update say of it. */
import { under, type Words } from './explanation.ts';

/** Both ends of a range of shares. */
export const INTERVAL_WORDS: Words = { low: 'Lower end, 0 to 1.', high: 'Upper end, 0 to 1.' };

export const EVIDENCE_WORDS: Words = {
  word: 'The evidence in a word: Weak from 1 in 100 on, Strong from 1 in 1,000, Overwhelming from 1 in 100,000; below that None, or Too early before 10 verdicts.',
  lnMost:
    'Natural logarithm of the greatest evidence so far: a harmless update ever shows e to this in at most 1 of as many rollouts.',
  lnAdjusted:
    'Natural logarithm of the evidence with the other updates of each device held fixed: tells updates on the same devices apart.',
  trials: 'Trials with a verdict. A device may have been on trial more than once.',
  looped: 'Of these, failed: the device started again and again.',
  dark: 'Of these, failed: the device was not heard again.',
  expected: 'How many failures are usual for these trials, at most; null where no history says.',
  assumed: 'Trials of which no history says what is usual; 2 % is assumed for them.',
  share: '95 % interval of the failure share, valid however often one looks.',
  ...under('share', INTERVAL_WORDS),
  timesUsual:
    'It fails at least this many times as often as devices without it; null where there are none to compare with, or it does not.',
  mainlyIn: 'Labels of the part of the fleet it is confined to; null where it is everywhere.',
  controls: 'Whether devices without it were on trial beside it. With few or none nothing happens by itself.',
  onHold: 'true: nothing is acted on, because telemetry is impaired or devices without any update fall silent too.',
  impairedIn: 'Regions whose telemetry is impaired; empty unless onHold, or where none is named.',
  alike:
    'What devices without it of the same sector, build and region say, where they do not bear the evidence out; null where they do.',
  'alike.state': 'fail as often: look for another change; too few: there are not enough of them to tell.',
  'alike.ratio': '95 % interval of how many times as often it fails as they do.',
  'alike.ratio.low': 'Lower end.',
  'alike.ratio.high': 'Upper end.',
  darkSites: 'Sites that were silent as a whole, counted by site.',
  'darkSites.largest': 'Those with the most failed trials.',
  'darkSites.largest[].site': 'The site.',
  'darkSites.largest[].trials': 'Failed trials of its devices.',
  'darkSites.more': 'How many more there are.',
  blast: 'How many devices would still fail.',
  'blast.pendingLow': 'Of those pending, at least.',
  'blast.pendingHigh': 'Of those pending, at most.',
  'blast.continuedLow': 'Of those without it, if it went on, at least.',
  'blast.continuedHigh': 'Of those without it, if it went on, at most.',
  'blast.worst': 'The most that can be down today: down now, pending and off.',
};
