/** Words for what the board and an update's page say of the fleet. */
import { INTERVAL_WORDS } from './evidence-words.ts';
import { under, type Words } from './explanation.ts';

/** What both say. */
export const PICTURE_WORDS: Words = {
  asOf: 'The fleet clock when this was built, epoch milliseconds.',
  drill: 'The drill that drives the fleet; null for a real fleet.',
  'drill.speed': 'Fleet seconds per second.',
  'drill.stalled': 'true: the drill has stopped driving the clock.',
  sectorName: 'What this company calls a sector.',
  troubles: 'What of Bootwatch itself does not work, a sentence each; empty when all is well.',
  threshold: 'A down share, 0 to 1, that deserves a look: rings and cells above it are marked.',
  expectedShare: 'The usual failure share from the history, 0 to 1; null without history.',
  'fleet.due': 'Devices that promised to be heard by now.',
  'fleet.heard': 'Those of them that were.',
  culprit: 'Whom the evidence names, of all updates failing.',
  'culprit.verdict':
    'culprit: these explain the failures, with everything else held fixed; combination: only together; prime-suspect: nothing to compare it with yet; inseparable: installed together where they fail, and too seldom apart to tell.',
  'culprit.updates': 'The updates it names.',
  matrix: 'Devices by sector and ring; the largest sectors first, and not more than fit the picture.',
  'matrix[].sector': 'The sector.',
  'matrix[].cells': 'Its rings, in rollout order.',
  ...under('matrix[].cells[]', {
    ring: 'The ring.',
    targeted: 'Devices of this sector in this ring that the update is meant for; 0 means there are none.',
    exposed: 'Those on which it became active.',
    checked: 'Those of them with a verdict.',
    down: 'Of the checked, down now.',
    interval: '95 % interval of the share of checked that are down; null below 10 checked.',
  }),
  ...under('matrix[].cells[].interval', INTERVAL_WORDS),
};

/** Devices by what they are doing. */
const CONDITION_WORDS: Words = {
  healthy: 'Completed a boot and are heard from.',
  looping: 'Down, and starting again and again or crashed.',
  silent: 'Down, with no sign of life.',
  off: 'Asleep or shut down by their own word.',
  unknown: 'Too little was heard of them to say.',
};

const COMMON_WORDS: Words = {
  label: 'The label.',
  values: 'Its values that set devices apart.',
  silent: 'Of the silent devices looked at, those that carry one.',
  others: 'Of the other devices looked at, those that carry one.',
};

/** What only the board says. */
export const BOARD_WORDS: Words = {
  fleet: 'All devices by condition, and how many of those due were heard.',
  'fleet.devices': 'Devices known and not retired.',
  'fleet.conditions': 'Devices by condition.',
  ...under('fleet.conditions', CONDITION_WORDS),
  'fleet.recovered': 'Devices that were down and are well again.',
  inventory: 'How complete the inventory is; left out where nothing was ever listed.',
  'inventory.devices': 'Devices listed in it and not retired.',
  'inventory.heardInDay': 'Of these, heard in the last 24 hours.',
  'inventory.inNoRing': 'Of these, in no ring, for the channels with the most devices in none.',
  'inventory.inNoRing[].channel': 'The channel; null: by the label ring.',
  'inventory.inNoRing[].devices': 'Devices in no ring of it.',
  'inventory.noSite': 'Of these, without a site.',
  rings: 'Devices of every ring by condition, in rollout order.',
  'rings[].ring': 'The ring.',
  'rings[].devices': 'Devices in it by their label ring.',
  'rings[].conditions': 'These devices by condition.',
  ...under('rings[].conditions', CONDITION_WORDS),
  verdict: 'What stands at the top of the board.',
  'verdict.state':
    'failing: an update harms devices; paused: it is held in all its rings; unexplained: many are down and no update explains it; too few: too early to judge.',
  'verdict.update': 'The update it speaks of.',
  'verdict.down': 'Devices down that no suspected update explains.',
  'verdict.due': 'Devices due to be heard.',
  fleetAlarm: 'Silence that no suspected update explains, and what its devices have in common; null without an alarm.',
  'fleetAlarm.since': 'When the first of them were due.',
  'fleetAlarm.looked': 'Devices looked at for what they have in common.',
  'fleetAlarm.looked.silent': 'Silent ones.',
  'fleetAlarm.looked.others': 'Others to compare with.',
  'fleetAlarm.common': 'Labels that nearly all of the silent devices share and the others share less.',
  ...under('fleetAlarm.common[]', COMMON_WORDS),
  'fleetAlarm.spared': 'Label values that nearly none of the silent devices carry although many others do.',
  ...under('fleetAlarm.spared[]', COMMON_WORDS),
  'fleetAlarm.silent': 'How many have fallen silent from shortly before the alarm on and are not back.',
  'fleetAlarm.silent.from': 'From when on they are counted.',
  'fleetAlarm.silent.devices': 'How many.',
  updateCount: 'All updates there are.',
  matrix:
    'Devices by sector and ring with the update in focus; without one, in a fleet alarm, all devices, those due and those down. The largest sectors first, and not more than fit the picture.',
  focus: 'The update that matrix and signatures speak of; null where there is none, and in a fleet alarm.',
  signatures: 'Crashes of the devices down now, those of most devices first.',
  'signatures[].code': 'Stop code; null: no crash was reported for these devices.',
  'signatures[].module': 'The module blamed; null where none is known.',
  'signatures[].devices': 'Devices down with it.',
  'signatures[].firstSeenAt': 'When it was first seen; for devices without a crash, when the first of them went down.',
  'signatures[].withFocus': 'Of these devices, those with the update in focus.',
};

const NAMED_WORDS: Words = {
  id: 'Its id.',
  name: 'Its name; its id where none was told.',
  version: 'The version part of its id.',
  lnAdjusted: 'As in evidence; null without a trial.',
};

/** What only an update's page says. */
export const PAGE_WORDS: Words = {
  fleet: 'Devices of the whole fleet that were due to be heard, and those that were.',
  ringOrder: 'Every ring of the fleet in rollout order, whether the update is meant for it or not.',
  ...under('culprit.updates[]', NAMED_WORDS),
  'culprit.explained': 'Updates that it clears by naming the others.',
  ...under('culprit.explained[]', NAMED_WORDS),
  downWithFailing: 'The failing update that most of its devices down have as well; null where no other one is failing.',
  'downWithFailing.devices': 'How many of them have it.',
  'downWithFailing.update': 'The failing update.',
  ...under('downWithFailing.update', NAMED_WORDS),
  coverage: 'What earlier rings could not have shown: label values that only devices of later rings have.',
  'coverage.rings': 'Rings with devices the update is meant for, in rollout order.',
  'coverage.gaps': 'Those of most devices first.',
  'coverage.gaps[].label': 'The label.',
  'coverage.gaps[].value': 'A value that no device of an earlier ring has.',
  'coverage.gaps[].ring': 'The first ring that has it.',
  'coverage.gaps[].devices': 'Devices of this ring that have it.',
  'coverage.more': 'How many gaps are not listed.',
};
