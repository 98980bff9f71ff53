/** A server process's side of its supervision. Without a supervisor all of it does nothing. */
import { flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';
import type { Restarts, Sign } from './supervise.ts';

const BEAT_MS = 500;
/** Environment of a supervised server: how often one was replaced, as JSON. */
export const RESTARTS_VARIABLE = 'BOOTWATCH_RESTARTS';

const RestartsShape = z.object({ hung: z.int(), signal: z.int(), exit: z.int() });

/** How often this server was replaced; undefined when nobody supervises it. @throws ZodError on what no supervisor wrote. */
export function restartsFrom(env: NodeJS.ProcessEnv): Restarts | undefined {
  const text = env[RESTARTS_VARIABLE];
  return text === undefined ? undefined : z.parse(RestartsShape, JSON.parse(text));
}

/** Tells the supervisor that reports are taken now. */
export function signReady(): void {
  sign('ready');
  // Now, because a process that is killed would not: the next start is faster for it.
  flushCompileCache();
}

function sign(what: Sign): void {
  // One that has just died is noticed by `untilStopped`.
  if (process.connected) process.send?.(what, undefined, undefined, () => undefined);
}

/**
 * Tells the supervisor again and again that this process lives: from its event loop, and only while `answers`
 * resolves, so that an engine that hangs or fails at the simplest question counts as a hang of the whole.
 */
export async function beat(answers: () => Promise<void>): Promise<void> {
  while (process.connected) {
    await answers().then(
      () => sign('beat'),
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
  }
}

/** Sees to it that this process does not outlive its supervisor for long, hung or not. */
export function endWithSupervisor(): void {
  if (process.connected) new Worker(new URL('orphan-watch.ts', import.meta.url)).unref();
}
