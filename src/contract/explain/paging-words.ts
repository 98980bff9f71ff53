/** Words for parameters that many routes have. */
import { MAX_PAGE_SIZE } from '../limits.ts';
import type { Words } from './explanation.ts';

export const UPDATE_IN_PATH = 'The update, as vendor~product~version with each part percent-encoded.';

/** `limit` and `cursor` of a list of these things. */
export const cursorWords = (things: string): Words => ({
  limit: `How many ${things} a page. Left out: 50; more than ${MAX_PAGE_SIZE} gives ${MAX_PAGE_SIZE}.`,
  cursor: 'Value of "next" of the page before. Left out: the first page.',
});
