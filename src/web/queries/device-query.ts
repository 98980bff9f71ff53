/** One device with all that is known of it. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#contract/client.ts';
import { getDevice } from '#contract/routes.ts';
import { type Board, useBoard } from '../app/board.ts';
import { instant } from '../live/instant.ts';
import { CALM_POLL_MS } from './poll-interval.ts';

/** @throws whatever `call` throws: 404 for a device nobody ever heard of. */
export const deviceQuery = (board: Board, id: string) =>
  queryOptions({
    queryKey: [getDevice.operationId, id] as const,
    queryFn: async () => {
      const device = await call(board.send, getDevice, { params: { device: id } });
      return { device, arrived: instant(board), everyMs: CALM_POLL_MS };
    },
    refetchInterval: CALM_POLL_MS,
  });

export const useDevice = (id: string) => useQuery(deviceQuery(useBoard(), id));
