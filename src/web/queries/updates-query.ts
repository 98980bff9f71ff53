/** All updates, page by page, asked for again and again. */
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { call } from '#contract/client.ts';
import { listUpdates } from '#contract/routes.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { type Board, useBoard } from '../app/board.ts';
import { instant } from '../live/instant.ts';
import { isHurried } from '../pause/pause-store.ts';
import { CALM_POLL_MS, FAST_POLL_MS } from './poll-interval.ts';

/** All there can be are two such pages. */
const PAGE = '200';
const NONE: readonly UpdateSummary[] = [];

export const UPDATES_KEY = [listUpdates.operationId] as const;

/** Fast while anything listed is failing or held, calm otherwise. */
export function listInterval(pages: readonly { updates: readonly UpdateSummary[] }[], hurried: boolean): number {
  const isRestless = ({ judgement, holds }: UpdateSummary) => judgement === 'failing' || holds.length > 0;
  return hurried || pages.some(({ updates }) => updates.some(isRestless)) ? FAST_POLL_MS : CALM_POLL_MS;
}

/** @param q part of a name or id; '' for all. */
export const updatesQuery = (board: Board, q: string, hurried: boolean) =>
  infiniteQueryOptions({
    queryKey: [...UPDATES_KEY, q] as const,
    queryFn: async ({ pageParam }) => {
      const query = { limit: PAGE, ...(q === '' ? {} : { q }), ...(pageParam === null ? {} : { cursor: pageParam }) };
      const page = await call(board.send, listUpdates, { query });
      return { ...page, arrived: instant(board) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => listInterval(state.data?.pages ?? [], hurried),
    placeholderData: keepPreviousData,
  });

export function useUpdateList(q: string) {
  const board = useBoard();
  const hurried = useStore(board.pauses, isHurried);
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    updatesQuery(board, q, hurried),
  );
  const pages = data?.pages;
  const updates = useMemo(() => (pages ? onceEach(pages.flatMap((page) => page.updates)) : NONE), [pages]);
  return {
    updates,
    answer: pages?.[0] && { arrived: pages[0].arrived, everyMs: listInterval(pages, hurried) },
    isError,
    more: hasNextPage ? () => void fetchNextPage() : null,
    isFetchingMore: isFetchingNextPage,
  };
}
export type UpdateList = ReturnType<typeof useUpdateList>;

/** An update that got stronger between two pages is on both. */
const onceEach = (updates: readonly UpdateSummary[]): readonly UpdateSummary[] => [
  ...new Map(updates.map((update) => [update.id, update])).values(),
];
