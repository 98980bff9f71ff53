/** Routes by which people and pipelines decide, and ask what was decided. */
import { groupDigits } from '../group-digits.ts';
import { MAX_NOTE, MAX_REASON, UNDO_WINDOW_MS } from '../limits.ts';
import { HOLD, KEY, morning, OPERATOR, REASON, RING, UPDATE } from './example-fleet.ts';
import { EXAMPLE_HOLD } from './example-update.ts';
import { type Explanation, under, type Words } from './explanation.ts';
import { HOLD_WORDS, NOTE_WORDS } from './hold-words.ts';
import { UPDATE_IN_PATH } from './paging-words.ts';

const HOLD_IN_PATH = 'Id of the hold, as the answer to placing it says.';
const RECEIPT_WORDS: Words = { hold: 'The hold as it stands now.', ...under('hold', HOLD_WORDS) };
const REASON_LIMIT = `at most ${groupDigits(MAX_REASON)} characters`;
const NOTE = 'Support line is open, store managers are told';

export const addNote: Explanation = {
  request: {
    words: {
      text: `What is to be written down, at most ${MAX_NOTE} characters; space around it is cut off.`,
      update: 'The update it is about. Left out: about none.',
    },
    body: { text: NOTE, update: UPDATE },
  },
  answer: {
    words: NOTE_WORDS,
    example: {
      ...{ seq: 6, at: morning(4, 40), wallAt: morning(4, 40), actor: OPERATOR },
      ...{ kind: 'note', update: UPDATE, text: NOTE, intent: KEY },
    },
  },
};

export const placeHold: Explanation = {
  request: {
    words: {
      id: UPDATE_IN_PATH,
      rings: 'all, or a list of ring names; one that is not known here is refused.',
      reason: `Why, ${REASON_LIMIT}. Left out: it can be given later.`,
    },
    params: { id: UPDATE },
    body: { rings: 'all', reason: REASON },
  },
  answer: {
    words: { ...RECEIPT_WORDS, already: 'true: the same hold stood already and nothing changed.' },
    example: { hold: EXAMPLE_HOLD, already: false },
  },
};

export const giveReason: Explanation = {
  request: {
    words: {
      id: UPDATE_IN_PATH,
      hold: HOLD_IN_PATH,
      reason: `Why it was placed, ${REASON_LIMIT}. It takes the place of what was said before.`,
    },
    params: { id: UPDATE, hold: HOLD },
    body: { reason: REASON },
  },
  answer: {
    words: { ...RECEIPT_WORDS, already: 'true: the same reason was given already and nothing changed.' },
    example: { hold: EXAMPLE_HOLD, already: false },
  },
};

export const liftHold: Explanation = {
  request: {
    words: {
      id: UPDATE_IN_PATH,
      hold: HOLD_IN_PATH,
      reason: `Why the update may go on, ${REASON_LIMIT}.`,
      undo: `Instead of a reason, and only within ${UNDO_WINDOW_MS / 1_000} s of the hold being placed.`,
    },
    params: { id: UPDATE, hold: HOLD },
    body: { reason: 'Withdrawn by the vendor, 292 is out' },
  },
  answer: {
    words: {
      lifted: 'true: it was lifted by this request; false: it was lifted before and nothing changed.',
      hold: 'Id of the hold.',
    },
    example: { lifted: true, hold: HOLD },
  },
};

export const getGate: Explanation = {
  request: {
    words: {
      update: 'The update, as vendor/product@version.',
      ring: 'The ring it is about to go to.',
    },
    query: { update: UPDATE, ring: RING },
  },
  answer: {
    words: {
      decision: 'go, or hold where a hold stands on this ring.',
      known: 'false: the update or the ring is not known here. Only a hold on all rings stands on it then.',
      since: 'When the hold was placed, epoch milliseconds by the fleet clock; null for go.',
      reason: 'Why it is held, and what is not known; null for a plain go.',
    },
    example: { decision: 'hold', known: true, since: morning(4, 31), reason: REASON },
  },
};
