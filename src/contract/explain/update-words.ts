/** Words for an update as it stands in the fleet. */
import { MIN_CHECKED_TO_JUDGE } from '../limits.ts';
import { EVIDENCE_WORDS, INTERVAL_WORDS } from './evidence-words.ts';
import { under, type Words } from './explanation.ts';
import { HOLD_WORDS } from './hold-words.ts';

/** Devices by where they stand with an update. */
const COUNT_WORDS: Words = {
  waiting: 'Installed, waiting for a restart to become active.',
  pending: 'Active; the verdict is not due yet.',
  checked: 'Active, with a verdict. Shares are of these.',
  censored: 'Active, but switched off cleanly before the verdict was due.',
  looping: 'Looping now, of all on which it became active.',
  silent: 'Silent now, of all on which it became active.',
  loopingChecked: 'Looping now, of the checked.',
  silentChecked: 'Silent now, of the checked.',
  recovered: 'Were down with it and are well again.',
};

const INTERVAL = `95 % interval of the share of checked devices that are down, valid however often one looks; null below ${MIN_CHECKED_TO_JUDGE} checked.`;

const RING_WORDS: Words = {
  ring: 'The ring.',
  counts: 'Its devices by where they stand with the update.',
  ...under('counts', COUNT_WORDS),
  targeted: 'Its devices that the update is meant for.',
  without: 'Of those it is meant for, the ones that do not have it.',
  interval: INTERVAL,
  ...under('interval', INTERVAL_WORDS),
  state: 'paused: a hold stands on it; running: some of its devices have the update; else not started.',
  plannedAt: 'When it may begin there by the plan; null without a plan.',
  firstInstallAt: 'First install there; null when there was none.',
  lastInstallAt: 'Last install there; null when there was none.',
  installsAfterHold: 'Installs reported with a time after the standing hold was placed; null without a hold.',
  gate: 'Whether the gate was asked for this ring while held; null without a hold.',
  'gate.since': 'From when on those who ask are counted.',
  'gate.askedAt': 'When it was first asked since; null when nobody has.',
};

/** What is known and counted of one update. */
export const UPDATE_WORDS: Words = {
  id: 'vendor/product@version, with #2, #3 for a re-release of the same version.',
  name: 'Its name; its id where none was told.',
  version: 'The version part of its id.',
  channel: 'The way it reaches devices; null where it is not told.',
  reach: 'How deep it reaches into the machine; null where it is not told.',
  firstSeenAt: 'When a report first carried it; null when none has yet.',
  counts: 'Devices by where they stand with it. On pending + checked + censored it became active.',
  ...under('counts', COUNT_WORDS),
  targeted: 'Devices it is meant for.',
  without: 'Of those it is meant for, the ones that do not have it.',
  interval: INTERVAL,
  ...under('interval', INTERVAL_WORDS),
  judgement: `failing: a pause is recommended; explained: its failures come from another update; watch: evidence, not enough to act on; ok: no sign of harm; too few: under ${MIN_CHECKED_TO_JUDGE} checked.`,
  explainedBy: 'The update that its failures come from; null unless judged explained.',
  skippedRings: 'It reached a later ring before its time.',
  handedOver:
    'Silence that turned out to be its doing: devices that are back, and how many of them have it; null unless that is how it was found.',
  'handedOver.back': 'Devices that had fallen silent and are back.',
  'handedOver.withIt': 'Of those back, the ones that have it.',
  outage: 'An outage that its silent devices are not blamed on it for; null where there is none.',
  'outage.regions': 'Regions in which devices without it fell silent too; empty where they cannot be told apart.',
  'outage.from': 'When the outage began.',
  'outage.until': 'When it was over; null while it lasts.',
  evidence: 'What its trials say of it; null until one has a verdict.',
  ...under('evidence', EVIDENCE_WORDS),
  detectedAt: 'When it was first judged failing; kept after that; null when it never was.',
  rings: 'The same ring by ring, in rollout order.',
  ...under('rings[]', RING_WORDS),
  holds: 'Holds that stand on it, oldest first.',
  ...under('holds[]', HOLD_WORDS),
  logged: 'Log entries about it: more than before means something new to read.',
};
