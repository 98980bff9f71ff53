/** The log of one update; asked for again only when it has grown, or was not answered. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#contract/client.ts';
import type { LogEntry } from '#contract/log.ts';
import { getLog } from '#contract/routes.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { type Board, useBoard } from '../app/board.ts';
import { FAST_POLL_MS } from './poll-interval.ts';

const ENTRIES = '200';

export const updateLogQuery = (board: Board, update: string, logged: number) =>
  queryOptions({
    queryKey: [getLog.operationId, update, logged] as const,
    queryFn: async () => (await call(board.send, getLog, { query: { update, limit: ENTRIES } })).entries,
    staleTime: Number.POSITIVE_INFINITY,
    // It grows at the moment when the server has most to do.
    refetchInterval: ({ state }) => (state.status === 'error' ? FAST_POLL_MS : false),
    enabled: update !== '',
    placeholderData: (previous, previousQuery) => (previousQuery?.queryKey[1] === update ? previous : undefined),
  });

/** The log of an update, newest first; undefined until it is known, `failed` once it was not answered. */
export function useUpdateLog(update: Pick<UpdateSummary, 'id' | 'logged'> | undefined): {
  log: readonly LogEntry[] | undefined;
  failed: boolean;
} {
  const { data, isError } = useQuery(updateLogQuery(useBoard(), update?.id ?? '', update?.logged ?? 0));
  return { log: data, failed: isError };
}
