/** The counts behind the charts, by ring, over a relative window. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#contract/client.ts';
import { getSeries } from '#contract/routes.ts';
import type { Series } from '#contract/series.ts';
import { type Board, useBoard } from '../app/board.ts';
import type { Range } from '../app/view.ts';

interface Wanted {
  update: string | null;
  last: Range;
  everyMs: number;
}

export const seriesQuery = (board: Board, { update, last, everyMs }: Wanted) => {
  const query = { by: 'ring' as const, last, ...(update === null ? {} : { update }) };
  return queryOptions({
    queryKey: [getSeries.operationId, query] as const,
    queryFn: () => call(board.send, getSeries, { query }),
    refetchInterval: everyMs,
    // Another range of the same update may stand in while the wanted one loads; another update may not.
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[1].update === query.update ? previous : undefined,
  });
};

export function useRingSeries(wanted: Wanted): Series | undefined {
  return useQuery(seriesQuery(useBoard(), wanted)).data;
}
