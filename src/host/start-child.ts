/** Starts a program as a child that can be supervised. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Child, End, Restarts, Sign } from './supervise.ts';
import { RESTARTS_VARIABLE } from './supervised.ts';

/** Threads for the engine's statements: with Node's four, slow questions keep files from being read. */
const ENGINE_THREADS = '16';
/**
 * Bytes from which on the C library asks the system for memory of its own and gives it back: by itself it raises this to
 * many megabytes, and arrays of a field that no device uses yet are filled with zeros instead of not being there. Of
 * 8,500,000 devices that is a quarter of the memory.
 */
const OWN_PAGES_FROM = '131072';

/** Where compiled sources are kept: a second start takes half the processor time of the first. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** What a server finds in its environment, unless the owner set it otherwise. */
export const SERVER_ENV = {
  UV_THREADPOOL_SIZE: ENGINE_THREADS,
  MALLOC_MMAP_THRESHOLD_: OWN_PAGES_FROM,
  NODE_COMPILE_CACHE: COMPILED,
} as const;

/** proc(5): places of the times after the name of the program. */
const [USER_TIME, SYSTEM_TIME] = [11, 12];
const TICK_MS = 10;

const neverRan = (error: unknown): End => ({
  code: null,
  signal: null,
  error: error instanceof Error ? error.message : String(error),
});

/** `args` are the program's own. */
export function startChild(program: URL, args: readonly string[], restarts: Restarts): Child {
  const env = { ...SERVER_ENV, ...process.env, [RESTARTS_VARIABLE]: JSON.stringify(restarts) };
  let child: ChildProcess;
  try {
    child = fork(program, args, { env });
  } catch (error) {
    // No memory for another process, say: there may be some by the next attempt.
    return {
      onSign: () => {},
      onEnd: (told) => setImmediate(told, neverRan(error)),
      kill: () => {},
      workedMs: () => undefined,
    };
  }
  return {
    onSign: (told) => child.on('message', (message) => told(message as Sign)),
    onEnd(told) {
      child.once('exit', (code, signal) => told({ code, signal }));
      // Never ran: there is no exit to wait for.
      child.once('error', (error) => child.pid === undefined && told(neverRan(error)));
    },
    kill: (signal) => child.kill(signal),
    workedMs: () => (child.pid === undefined ? undefined : mainThreadMs(child.pid)),
  };
}

/** Linux counts in hundredths of a second, by thread; the main one has the number of its process. */
function mainThreadMs(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * TICK_MS;
  } catch {
    return undefined;
  }
}
