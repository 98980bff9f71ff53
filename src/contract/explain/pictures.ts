/** Routes that draw the board, an update's page and their charts. */
import { MAX_SNAPSHOT_UPDATES } from '../limits.ts';
import { morning, UPDATE } from './example-fleet.ts';
import { EXAMPLE_DETAIL, EXAMPLE_SNAPSHOT } from './example-snapshot.ts';
import { EXAMPLE_UPDATE } from './example-update.ts';
import { type Explanation, under, type Words } from './explanation.ts';
import { LOG_WORDS } from './hold-words.ts';
import { cursorWords, UPDATE_IN_PATH } from './paging-words.ts';
import { BOARD_WORDS, PAGE_WORDS, PICTURE_WORDS } from './picture-words.ts';
import { UPDATE_WORDS } from './update-words.ts';

export const getSnapshot: Explanation = {
  request: {
    words: {
      at: 'A minute of the past, epoch milliseconds: gives back what was on the board then. Left out: the board as it is now.',
    },
  },
  answer: {
    words: {
      ...PICTURE_WORDS,
      ...BOARD_WORDS,
      updates: `Updates as in GET /api/updates, those suspected first by their evidence, then the newest, at most ${MAX_SNAPSHOT_UPDATES}.`,
      ...under('updates[]', UPDATE_WORDS),
      log: 'The newest entries of the log, as in GET /api/log, newest first.',
      ...under('log[]', LOG_WORDS),
    },
    example: EXAMPLE_SNAPSHOT,
  },
};

export const listUpdates: Explanation = {
  request: {
    words: {
      q: 'Text that the id or name contains, capital or not. Left out: all updates.',
      ...cursorWords('updates'),
    },
    query: { q: 'falcon', limit: '20' },
  },
  answer: {
    words: {
      updates: 'The page, those suspected first by their evidence, then the newest.',
      ...under('updates[]', UPDATE_WORDS),
      next: 'The cursor of the next page; null on the last one.',
    },
    example: { updates: [EXAMPLE_UPDATE], next: null },
  },
};

export const getUpdate: Explanation = {
  request: { words: { id: UPDATE_IN_PATH }, params: { id: UPDATE } },
  answer: {
    words: { ...UPDATE_WORDS, ...PICTURE_WORDS, ...PAGE_WORDS },
    example: EXAMPLE_DETAIL,
  },
};

const LAST = 'How far back from now.';
const POINTS: Words = {
  from: 'Start of the first point, epoch milliseconds by the fleet clock. The last point is still filling.',
  stepMs: 'Milliseconds between points: a minute for 1h and 3h, ten for 24h.',
};

export const getSeries: Explanation = {
  request: {
    words: {
      by: 'One line for each ring, or for each sector.',
      update: 'Count this update’s devices. Left out: those of the whole fleet.',
      last: LAST,
    },
    query: { by: 'ring', update: UPDATE, last: '1h' },
  },
  answer: {
    words: {
      ...POINTS,
      lines: 'Rings in rollout order, sectors by name.',
      'lines[].key': 'The ring or sector.',
      'lines[].down':
        'Devices down, a value a point, null where nothing was recorded: of an update those of its checked, else of the devices due.',
      'lines[].of': 'What they are taken of: the checked of the update, else the devices due to be heard.',
      'lines[].installed': 'Devices that have the update, waiting for a restart or not; null for the whole fleet.',
    },
    example: {
      from: morning(3, 41),
      stepMs: 60_000,
      lines: [
        {
          key: 'Canary',
          down: [...new Array<null>(57).fill(null), 12, 17, 21],
          of: [...new Array<null>(57).fill(null), 41, 44, 46],
          installed: [...new Array<null>(57).fill(null), 50, 50, 50],
        },
      ],
    },
  },
};

export const getUpdateEvidence: Explanation = {
  request: {
    words: { id: UPDATE_IN_PATH, last: LAST },
    params: { id: UPDATE },
    query: { last: '1h' },
  },
  answer: {
    words: {
      ...POINTS,
      now: 'Natural logarithm of the evidence at the end of each point; null where nothing was recorded. A pause is not recommended below 6.9 (1 in 1,000).',
      most: 'The greatest so far: a harmless update ever shows e to this in at most 1 of as many rollouts.',
    },
    example: {
      from: morning(3, 41),
      stepMs: 60_000,
      now: [...new Array<null>(57).fill(null), 9.41, 14.03, 18.2],
      most: [...new Array<null>(57).fill(null), 9.41, 14.03, 18.2],
    },
  },
};
