/** Tries until the server answers, for a while. */
import { ProblemError } from '#contract/client.ts';

export const INSIST_FOR_MS = 60_000;
const BETWEEN_MS = 2_000;

interface Patience {
  elapsed: () => number;
  wait: (ms: number) => Promise<void>;
  /** Called before each attempt, counting from 1. */
  onAttempt?: (attempt: number) => void;
}

/** A clear no is final; silence, trouble in the server and "too busy" are worth another try. */
function isFinal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429;
}

/**
 * Runs `attempt` until it succeeds, for at most INSIST_FOR_MS.
 * @throws the server's own no at once, or the last error when time is up.
 */
export async function insist<T>(attempt: () => Promise<T>, { elapsed, wait, onAttempt }: Patience): Promise<T> {
  const until = elapsed() + INSIST_FOR_MS;
  for (let number = 1; ; number += 1) {
    onAttempt?.(number);
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = error instanceof ProblemError ? (error.retryAfterSec ?? 0) * 1000 : 0;
      const nextIn = Math.max(BETWEEN_MS, pauseMs);
      if (isFinal(error) || elapsed() + nextIn > until) throw error;
      await wait(nextIn);
    }
  }
}

/** What to tell a person about an error: the server's own words where it had any. */
export const explain = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.detail : 'The server did not answer.';
