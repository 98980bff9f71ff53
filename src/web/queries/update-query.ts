/** One update with all its page shows, and its evidence over time. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { call } from '#contract/client.ts';
import { getUpdate, getUpdateEvidence } from '#contract/routes.ts';
import type { EvidenceSeries, UpdateDetail } from '#contract/update-detail.ts';
import { type Board, useBoard } from '../app/board.ts';
import type { Range } from '../app/view.ts';
import { instant } from '../live/instant.ts';
import { isHurried } from '../pause/pause-store.ts';
import { CALM_POLL_MS, FAST_POLL_MS } from './poll-interval.ts';
import type { Answer } from './snapshot-query.ts';

export const UPDATE_KEY = [getUpdate.operationId] as const;

export interface UpdateAnswer extends Answer {
  update: UpdateDetail;
}

/** Fast before anything is known, in a drill, and while the update is failing or held; calm otherwise. */
export function updateInterval(update: UpdateDetail | undefined, hurried: boolean): number {
  if (!update || hurried || update.drill) return FAST_POLL_MS;
  return update.judgement === 'failing' || update.holds.length > 0 ? FAST_POLL_MS : CALM_POLL_MS;
}

/** @throws whatever `call` throws; the page then shows the last answer, ageing, or that there is no such update. */
export const updateQuery = (board: Board, id: string, hurried: boolean) =>
  queryOptions({
    queryKey: [...UPDATE_KEY, id] as const,
    queryFn: async (): Promise<UpdateAnswer> => {
      const update = await call(board.send, getUpdate, { params: { id } });
      return { update, asOf: update.asOf, arrived: instant(board) };
    },
    refetchInterval: ({ state }) =>
      // Nothing is known of it, and nothing is wrong with that.
      state.data === undefined && state.error !== null ? CALM_POLL_MS : updateInterval(state.data?.update, hurried),
  });

export function useUpdate(id: string) {
  const board = useBoard();
  const hurried = useStore(board.pauses, isHurried);
  return useQuery(updateQuery(board, id, hurried));
}

interface WantedEvidence {
  update: string;
  last: Range;
  everyMs: number;
}

export const evidenceQuery = (board: Board, { update, last, everyMs }: WantedEvidence) =>
  queryOptions({
    queryKey: [getUpdateEvidence.operationId, { update, last }] as const,
    queryFn: () => call(board.send, getUpdateEvidence, { params: { id: update }, query: { last } }),
    refetchInterval: everyMs,
    // Another range of the same update may stand in while the wanted one loads.
    placeholderData: (previous, previousQuery) => (previousQuery?.queryKey[1].update === update ? previous : undefined),
  });

export function useEvidence(wanted: WantedEvidence): EvidenceSeries | undefined {
  return useQuery(evidenceQuery(useBoard(), wanted)).data;
}
