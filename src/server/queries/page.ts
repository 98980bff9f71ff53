/** Paging: a cursor is where the next page starts. */
import { MAX_PAGE_SIZE } from '#contract/limits.ts';
import { Refusal } from '../problem.ts';

const DEFAULT_PAGE_SIZE = 50;

export interface PageQuery {
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}

/** @throws Refusal 400 when the cursor is none of ours. */
export function readPage({ limit, cursor }: PageQuery): { from: number; size: number } {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0) {
    throw new Refusal('bad-request', 'cursor: use the value of "next" of the page before.', { field: 'cursor' });
  }
  return { from, size: Math.max(1, Math.min(MAX_PAGE_SIZE, Number(limit ?? DEFAULT_PAGE_SIZE))) };
}

/** One page of a list that is in memory anyway. */
export function pageOf<T>(items: readonly T[], query: PageQuery): { items: T[]; next: string | null } {
  const { from, size } = readPage(query);
  return { items: items.slice(from, from + size), next: from + size < items.length ? String(from + size) : null };
}
