/** Words for holds and for the entries of the log. */
import { under, type Words } from './explanation.ts';

const AUTHOR_WORDS: Words = {
  kind: 'A person, a rule, a vendor or a calendar.',
  name: 'Who. Until there are users every person is "Operator".',
};

const RINGS = 'all, or the names of the rings it is for.';

/** A hold: one author's stop on an update in some rings. */
export const HOLD_WORDS: Words = {
  id: 'Names this hold; needed to give a reason and to lift it.',
  update: 'The update it stops.',
  rings: RINGS,
  author: 'Who placed it.',
  ...under('author', AUTHOR_WORDS),
  placedAt: 'When it was placed, by the fleet clock.',
  reason: 'Why it was placed; null while nobody has said.',
  undoForMs: 'For so many more milliseconds of real time it can be undone; 0 when that is over.',
};

/** What every log entry has. */
const ENTRY_WORDS: Words = {
  seq: 'Place in the log; later entries have larger numbers.',
  at: 'When, by the fleet clock.',
  wallAt: 'When, by the clock of the server’s machine; in a drill the two differ.',
  actor: 'Who did it.',
  ...under('actor', AUTHOR_WORDS),
  kind: 'What was decided or noticed; the other fields depend on it.',
};

/** A note. */
export const NOTE_WORDS: Words = {
  ...ENTRY_WORDS,
  update: 'The update it is about; null when it is about none.',
  text: 'What was written.',
  intent: 'The Idempotency-Key it came with, by which its retries are known.',
};

/** An entry of any kind. */
export const LOG_WORDS: Words = {
  ...NOTE_WORDS,
  intent: 'Names the click or request, by which its retries are known.',
  hold: 'Id of the hold it is about.',
  rings: RINGS,
  reason: 'Why; null where none was given, absent where logs of before kept none.',
  undo: 'Lifted by undo, within 10 s of being placed, rather than with a reason.',
  checked: 'Devices with a verdict then.',
  down: 'Devices that were down then: of the checked, or of those due.',
  low: 'Lower end of the 95 % interval of the down share, 0 to 1.',
  high: 'Upper end of the 95 % interval of the down share, 0 to 1.',
  ring: 'The ring that was reached before its time.',
  installed: 'Devices of this ring that had it then.',
  targeted: 'Devices of this ring that it is meant for.',
  after: 'Milliseconds since the update was first seen anywhere.',
  back: 'Devices that had fallen silent and came back.',
  withIt: 'Of those that came back, the ones that turned out to have this update.',
  due: 'Devices that were due to be heard.',
  since: 'When the silence began, by the fleet clock.',
  until: 'When the silence was over, by the fleet clock.',
  regions: 'Regions of the silent devices, where that sets them apart.',
  speed: 'Fleet seconds per second of the drill.',
};
