/** The one picture the live screen is drawn from, and when it arrived. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { call, type Send } from '#contract/client.ts';
import { getSnapshot } from '#contract/routes.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { type Board, useBoard } from '../app/board.ts';
import { type Instant, instant } from '../live/instant.ts';
import { isHurried } from '../pause/pause-store.ts';
import { pollInterval } from './poll-interval.ts';

/** A screen that is drawn this soon after a picture arrived does not ask for another. */
const JUST_ARRIVED_MS = 1_000;

export const SNAPSHOT_KEY = [getSnapshot.operationId] as const;

/** When a screen's data is from. */
export interface Answer {
  /** Fleet clock of the answer. */
  asOf: number;
  /** When it arrived, by both of the viewer's clocks. */
  arrived: Instant;
}

/** `asOf` is later than `snapshot.asOf` when nothing has changed since. */
export interface Picture extends Answer {
  snapshot: Snapshot;
}

/** The header carries epoch ms or an ISO time. */
function readAsOf(header: string | null): number {
  if (!header) return 0;
  const value = /^\d+$/.test(header) ? Number(header) : Date.parse(header);
  return Number.isFinite(value) ? value : 0;
}

async function fetchPicture(board: Board): Promise<Picture> {
  let asOf = 0;
  const listening: Send = async (request) => {
    const response = await board.send(request);
    asOf = readAsOf(response.header('bootwatch-as-of'));
    return response;
  };
  const snapshot = await call(listening, getSnapshot, { query: {} });
  return { snapshot, asOf: Math.max(asOf, snapshot.asOf), arrived: instant(board) };
}

/** @throws whatever `call` throws; the board then shows the last picture, ageing. */
export const snapshotQuery = (board: Board, hurried: boolean) =>
  queryOptions({
    queryKey: SNAPSHOT_KEY,
    queryFn: () => fetchPicture(board),
    staleTime: JUST_ARRIVED_MS,
    refetchInterval: (query) => pollInterval(query.state.data?.snapshot, hurried),
  });

export function usePicture() {
  const board = useBoard();
  const hurried = useStore(board.pauses, isHurried);
  return useQuery(snapshotQuery(board, hurried));
}
