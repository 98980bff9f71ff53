import { useEffect, useRef, useState } from 'react';
import { useBoard } from '../app/board.ts';
import { useRefresh } from '../queries/use-refresh.ts';
import { explain, insist } from './insist.ts';

interface State {
  /** Counts from 1 while something is on its way; 0 = nothing is. */
  attempt: number;
  problem: string | null;
}

const AT_REST: State = { attempt: 0, problem: null };

/**
 * Sends what a form holds, trying again for a minute; leaving the form ends that. The same content tried again is the
 * same intent, because the first attempt may have got through unanswered.
 * @param failed said before the server's own words when it did not work.
 */
export function useSending(failed: string) {
  const board = useBoard();
  const refresh = useRefresh();
  const [state, setState] = useState(AT_REST);
  const key = useRef<string | null>(null);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const send = async (action: (idempotencyKey: string) => Promise<unknown>, done?: () => void) => {
    key.current ??= board.newKey();
    const idempotencyKey = key.current;
    leaving.current = new AbortController();
    const { signal } = leaving.current;
    const onAttempt = (attempt: number) => setState({ attempt, problem: null });
    board.pauses.setState(({ busy }) => ({ busy: busy + 1 }));
    try {
      await insist(() => action(idempotencyKey), { ...board, signal, onAttempt });
      await refresh();
      if (signal.aborted) return;
      setState(AT_REST);
      done?.();
    } catch (error) {
      setState({ attempt: 0, problem: `${failed} ${explain(error)}` });
    } finally {
      board.pauses.setState(({ busy }) => ({ busy: busy - 1 }));
    }
  };
  /** The content is another: a new intent. */
  const changed = () => {
    key.current = null;
  };
  return { ...state, sending: state.attempt > 0, send, changed };
}
