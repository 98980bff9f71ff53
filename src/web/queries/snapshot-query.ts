/** The one picture the live screen is drawn from, and when it arrived. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { call } from '#contract/client.ts';
import { getSnapshot } from '#contract/routes.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { type Board, useBoard } from '../app/board.ts';
import type { Instant } from '../live/instant.ts';
import { isHurried } from '../pause/pause-store.ts';
import { askPicture, type PictureAnswer, readAsOf } from './ask-picture.ts';
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

/** Checks an answer against its schema. @throws whatever `call` and `answer` throw. */
export async function readPicture(answer: Promise<PictureAnswer>): Promise<Picture> {
  const { response, text, arrived } = await answer;
  const snapshot = await call(async () => ({ ...response, text: async () => text }), getSnapshot, { query: {} });
  return { snapshot, asOf: Math.max(readAsOf(response), snapshot.asOf), arrived };
}

/** @throws as `readPicture` does; the board then shows the last picture, ageing. */
export const snapshotQuery = (board: Board, hurried: boolean) =>
  queryOptions({
    queryKey: SNAPSHOT_KEY,
    queryFn: () => readPicture(askPicture(board)),
    staleTime: JUST_ARRIVED_MS,
    refetchInterval: (query) => pollInterval(query.state.data?.snapshot, hurried),
  });

export function usePicture() {
  const board = useBoard();
  const hurried = useStore(board.pauses, isHurried);
  return useQuery(snapshotQuery(board, hurried));
}
