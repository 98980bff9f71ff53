/** Tries until the server answers, for a while. */
import { ProblemError } from '#contract/client.ts';
import { ageBetween, type Clocks, instant } from '../live/instant.ts';

export const INSIST_FOR_MS = 60_000;
const BETWEEN_MS = 2_000;

interface Patience extends Clocks {
  wait: (ms: number) => Promise<void>;
  /** Called before each attempt, counting from 1. */
  onAttempt?: (attempt: number) => void;
  /** Aborted: no further attempt. One that is under way may still get through. */
  signal?: AbortSignal;
}

/** A clear no is final; silence, trouble in the server and "too busy" are worth another try. */
function isFinal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429;
}

/**
 * Runs `attempt` until it succeeds, for at most INSIST_FOR_MS; a computer that slept meanwhile has let that time pass.
 * @throws the server's own no at once, or the last error when time is up.
 */
export async function insist<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { wait, onAttempt, signal } = patience;
  const since = instant(patience);
  const age = () => ageBetween(since, instant(patience));
  for (let number = 1; ; number += 1) {
    onAttempt?.(number);
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = error instanceof ProblemError ? (error.retryAfterSec ?? 0) * 1000 : 0;
      const nextIn = Math.max(BETWEEN_MS, pauseMs);
      if (isFinal(error) || age() + nextIn > INSIST_FOR_MS) throw error;
      await wait(nextIn);
      if (signal?.aborted || age() > INSIST_FOR_MS) throw error;
    }
  }
}

/** What to tell a person about an error: the server's own words where it had any. */
export const explain = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.detail : 'The server did not answer.';
