/** What the server finds for a few typed characters. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#contract/client.ts';
import type { DeviceSummary } from '#contract/device.ts';
import { listDevices, listUpdates } from '#contract/routes.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { type Board, useBoard } from '../app/board.ts';

const SHOWN = '6';

export interface Found {
  updates: readonly UpdateSummary[];
  devices: readonly DeviceSummary[];
}
const NOTHING: Found = { updates: [], devices: [] };

/** Updates by any part of name or id, devices by the beginning of theirs. */
export const searchQuery = (board: Board, text: string) =>
  queryOptions({
    queryKey: ['search', text] as const,
    queryFn: async (): Promise<Found> => {
      const [updates, devices] = await Promise.all([
        call(board.send, listUpdates, { query: { q: text, limit: SHOWN } }),
        call(board.send, listDevices, { query: { q: text, limit: SHOWN } }),
      ]);
      return { updates: updates.updates, devices: devices.devices };
    },
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });

export function useSearch(text: string) {
  const { data, isFetching, isError } = useQuery(searchQuery(useBoard(), text));
  return { found: text === '' ? NOTHING : (data ?? NOTHING), isFetching, isError };
}
