/** What the server finds for a few typed characters. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#contract/client.ts';
import type { DeviceSummary } from '#contract/device.ts';
import { MAX_SNAPSHOT_UPDATES } from '#contract/limits.ts';
import { listDevices, listUpdates } from '#contract/routes.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { type Board, useBoard } from '../app/board.ts';

/** Of updates and of devices each. */
const MOST_FOUND = 6;
/** The suspected come first, and those of the picture are known already. */
const MOST_ASKED = MAX_SNAPSHOT_UPDATES + MOST_FOUND + 1;
/** Fewer characters are the beginning of too many ids to be worth looking all through. */
export const FEWEST_OF_DEVICE = 3;

export interface Found {
  /** Beside those that are known without asking. */
  updates: readonly UpdateSummary[];
  devices: readonly DeviceSummary[];
}

/** Updates by any part of their name or id. */
export const searchUpdates = (board: Board, text: string) =>
  queryOptions({
    queryKey: ['search', listUpdates.operationId, text] as const,
    queryFn: async () =>
      (await call(board.send, listUpdates, { query: { q: text, limit: String(MOST_ASKED) } })).updates,
    enabled: text !== '',
  });

/** Devices by the beginning of their id. */
export const searchDevices = (board: Board, text: string) =>
  queryOptions({
    queryKey: ['search', listDevices.operationId, text] as const,
    queryFn: async () =>
      (await call(board.send, listDevices, { query: { q: text, limit: String(MOST_FOUND) } })).devices,
    enabled: text.length >= FEWEST_OF_DEVICE,
  });

/** What is found for exactly this text beside the `known` updates: nothing of an earlier one. */
export function useSearch(text: string, known: readonly UpdateSummary[]) {
  const board = useBoard();
  const updates = useQuery(searchUpdates(board, text));
  const devices = useQuery(searchDevices(board, text));
  const more = (updates.data ?? []).filter(({ id }) => !known.some((update) => update.id === id));
  const found: Found = { updates: more.slice(0, MOST_FOUND), devices: devices.data ?? [] };
  return {
    found,
    /** There may be more than were asked for. */
    isCut: more.length > MOST_FOUND || found.devices.length === MOST_FOUND,
    isFetching: updates.isFetching || devices.isFetching,
    isError: updates.isError || devices.isError,
  };
}
