/** A real server in a process of its own, for measuring from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SERVE_ALONE = fileURLToPath(new URL('../serve-alone.ts', import.meta.url));
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
const TICKS_PER_SEC = 100;
const START_PATIENCE_MS = 120_000;

export interface ServerProcess {
  readonly url: string;
  /** Resident memory in MB. */
  rssMb(): number;
  /** Processor seconds used so far. */
  cpuSec(): number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/**
 * Starts a server without its supervisor and waits until it is ready; says how long that took, in milliseconds.
 * `app`: built beforehand; left out, the server builds it.
 */
export async function startServer(
  port: number,
  folder: string,
  app?: string,
): Promise<{ server: ServerProcess; readyMs: number }> {
  const began = performance.now();
  const built = app === undefined ? [] : ['--app', app];
  const child = spawn(process.execPath, [SERVE_ALONE, '--port', String(port), '--data', folder, ...built], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // As under the supervisor.
    env: { ...process.env, UV_THREADPOOL_SIZE: '16', MALLOC_MMAP_THRESHOLD_: '131072', NODE_COMPILE_CACHE: COMPILED },
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error('the server ended while starting');
    if (performance.now() - began > START_PATIENCE_MS) throw new Error('the server was not ready in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { server: processOf(child, url), readyMs: performance.now() - began };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

function processOf(child: ChildProcess, url: string): ServerProcess {
  return {
    url,
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1000,
    cpuSec() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SEC;
    },
    kill: (signal) =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
  };
}
