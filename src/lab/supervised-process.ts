/** `npm start` as a person starts it: a supervisor in a process of its own, and a server under it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('../serve.ts', import.meta.url));
const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 25;
/** An answer that takes longer is none. */
const ANSWER_WITHIN_MS = 1_000;

export interface SupervisedProcess {
  readonly url: string;
  /** Everything it wrote so far, its server included. */
  said(): string;
  /** Process id of the server that runs now; undefined between two. */
  serverPid(): number | undefined;
  /** Resolves once a server other than `pid` answers that it is ready. */
  ready(notPid?: number): Promise<void>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Ends it, and with 'SIGKILL' the server as well. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts it; it may refuse, see `ended`. `app`: built beforehand. */
export function startSupervised(port: number, folder: string, app: string): SupervisedProcess {
  const supervisor = spawn(process.execPath, [SERVE, '--port', String(port), '--data', folder, '--app', app], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text: string[] = [];
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.on('data', (chunk: Buffer) => text.push(String(chunk)));
  }
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<number | null>((resolve) => supervisor.once('exit', resolve));
  const serverPid = () => {
    if (supervisor.exitCode !== null) return undefined;
    const children = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, 'utf8').trim();
    return children === '' ? undefined : Number(children.split(' ')[0]);
  };
  return {
    url,
    said: () => text.join(''),
    serverPid,
    ended,
    async ready(notPid) {
      const deadline = performance.now() + READY_WITHIN_MS;
      while (performance.now() < deadline && supervisor.exitCode === null) {
        const pid = serverPid();
        if (pid !== undefined && pid !== notPid && (await isReady(url))) return;
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      }
      throw new Error(`The server did not become ready. It said:\n${text.join('')}`);
    },
    end(signal) {
      const pid = signal === 'SIGKILL' ? serverPid() : undefined;
      supervisor.kill(signal);
      if (pid !== undefined) process.kill(pid, signal);
      return ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}

/** Runs `work` with a server that is ready, gone when it ends, however it ends. */
export async function withSupervised<T>(
  port: number,
  folder: string,
  app: string,
  work: (server: SupervisedProcess) => Promise<T>,
): Promise<T> {
  const server = startSupervised(port, folder, app);
  try {
    await server.ready();
    return await work(server);
  } finally {
    await server.end('SIGKILL');
  }
}
