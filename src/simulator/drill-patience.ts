/** Sending that outlasts a server which is busy, restarting or out of reach for a moment. */
import type { Send } from '#contract/client.ts';
import { ProblemError } from '#contract/client.ts';
import { DRAW, unit } from './random.ts';

/** Wall time, handed in: `now` in milliseconds, `wait` for so many of them (or until stopped). */
export interface Wall {
  now(): number;
  wait(ms: number): Promise<void>;
  readonly signal: { readonly aborted: boolean };
}

/** How long one request is tried again, in wall milliseconds. */
const PATIENCE_MS = 60_000;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;

class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** A `Send` whose failures on the way can be told from the server's own answers. */
export function tellingUnreachable(send: Send): Send {
  return async (request) => {
    try {
      const response = await send(request);
      const text = await response.text();
      return { status: response.status, header: (name) => response.header(name), text: async () => text };
    } catch (cause) {
      throw new Unreachable(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  };
}

/**
 * Tries until it works: again after 429, 503 and when nobody answers, with growing pauses or those the server asks for.
 * @throws Error after 60 s of trying; any other failure at once
 */
export async function patiently<T>(attempt: () => Promise<T>, wall: Wall, seed: number): Promise<T> {
  const deadline = wall.now() + PATIENCE_MS;
  for (let nth = 0; ; nth += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error) || wall.signal.aborted) throw error;
      const delay = delayMs(error, nth, seed);
      if (wall.now() + delay > deadline) {
        throw new Error(`The server did not take the request for 60 s; it last said: ${messageOf(error)}`, {
          cause: error,
        });
      }
      await wall.wait(delay);
      if (wall.signal.aborted) throw error;
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problem.status === 429 || error.problem.status === 503;
  return error instanceof Unreachable;
}

function delayMs(error: unknown, nth: number, seed: number): number {
  const grown = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** nth);
  const jittered = grown * (0.5 + 0.5 * unit(seed, DRAW.phase, nth));
  const asked = error instanceof ProblemError ? (error.retryAfterSec ?? 0) * 1000 : 0;
  return Math.max(jittered, asked);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
