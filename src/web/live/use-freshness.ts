import { useEffect, useRef } from 'react';
import { useBoard } from '../app/board.ts';
import { type Freshness, freshness } from './freshness.ts';
import { ageBetween, type Instant, instant } from './instant.ts';
import { useTicking } from './use-ticking.ts';

/** A tab that was hidden did not ask on purpose: it gets this long to catch up before its data looks stale. */
const CATCH_UP_MS = 1_500;

/** Whole seconds since that moment, counting up. */
export function useAgeSec(since: Instant): number {
  const board = useBoard();
  return useTicking(() => Math.floor(ageBetween(since, instant(board)) / 1000));
}

/** Whether data that arrived then is live, late or stale now. */
export function useFreshness(arrived: Instant | undefined, everyMs: number): Freshness {
  const board = useBoard();
  const shownSince = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const note = () => {
      if (document.visibilityState === 'visible') shownSince.current = board.elapsed();
    };
    document.addEventListener('visibilitychange', note);
    return () => document.removeEventListener('visibilitychange', note);
  }, [board]);
  return useTicking(() => {
    if (!arrived) return 'live';
    const now = freshness(ageBetween(arrived, instant(board)), everyMs);
    const catchingUp = board.elapsed() - shownSince.current < CATCH_UP_MS;
    return now === 'stale' && catchingUp ? 'late' : now;
  });
}
