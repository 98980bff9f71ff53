/** Devices page by page, asked for again and again. */
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '#contract/client.ts';
import type { DeviceFilter } from '#contract/device.ts';
import { listDevices } from '#contract/routes.ts';
import { type Board, useBoard } from '../app/board.ts';
import { instant } from '../live/instant.ts';
import { CALM_POLL_MS } from './poll-interval.ts';

const PAGE = '200';

export const devicesQuery = (board: Board, filter: DeviceFilter) =>
  infiniteQueryOptions({
    queryKey: [listDevices.operationId, filter] as const,
    queryFn: async ({ pageParam }) => {
      const query = { ...filter, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) };
      const page = await call(board.send, listDevices, { query });
      return { ...page, arrived: instant(board) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: CALM_POLL_MS,
    placeholderData: keepPreviousData,
  });

export function useDeviceList(filter: DeviceFilter) {
  const { data, isError, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = useInfiniteQuery(
    devicesQuery(useBoard(), filter),
  );
  const first = data?.pages[0];
  return {
    devices: data?.pages.flatMap(({ devices }) => devices) ?? [],
    answer: first && { arrived: first.arrived, everyMs: CALM_POLL_MS },
    isError,
    /** What is shown is the answer to the question before. */
    isOfBefore: isPlaceholderData,
    more: hasNextPage ? () => void fetchNextPage() : null,
    isFetchingMore: isFetchingNextPage,
  };
}
export type DeviceList = ReturnType<typeof useDeviceList>;
