/** Connections that are opened and then say nothing, or stop in the middle: the server goes on for everybody else. */
import { connect, type Socket } from 'node:net';
import { startServer } from '../server-process.ts';
import { withFolder } from '../with-folder.ts';

/** How a connection begins before it falls silent. */
const BEGINNINGS = [
  '',
  'POST /api/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-',
  'POST /api/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{"sentAt":',
] as const;
/** Opened at once; the backlog of a listening socket holds no more. */
const AT_ONCE = 200;
/** Longest the server may keep one that says nothing. */
const PATIENCE_MS = 100_000;
const MAX_ANSWER_MS = 1_000;
const MAX_GROWTH_MB = 400;

export interface IdleSetting {
  readonly connections: number;
  readonly port: number;
  /** The built app. */
  readonly app: string;
}

export const idleConnections = (setting: IdleSetting) => withFolder('idle', (folder) => idleIn(folder, setting));

async function idleIn(folder: string, { connections, port, app }: IdleSetting) {
  const sockets: Socket[] = [];
  try {
    const { server } = await startServer(port, folder, app);
    const answerMs = async () => {
      const began = performance.now();
      const { ok } = await fetch(`${server.url}/readyz`);
      return ok ? performance.now() - began : Number.POSITIVE_INFINITY;
    };
    await answerMs();
    const before = server.rssMb();
    while (sockets.length < connections) {
      const opening = Array.from({ length: Math.min(AT_ONCE, connections - sockets.length) }, (_, n) =>
        open(port, BEGINNINGS[n % BEGINNINGS.length]),
      );
      sockets.push(...(await Promise.all(opening)));
    }
    const slowestAnswerMs = Math.max(await answerMs(), await answerMs(), await answerMs());
    const grownMb = Math.round(server.rssMb() - before);
    const began = performance.now();
    const left = () => sockets.filter((socket) => !socket.closed).length;
    while (left() > 0 && performance.now() - began < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const faults = [
      ...(slowestAnswerMs > MAX_ANSWER_MS ? [`others waited ${Math.round(slowestAnswerMs)} ms`] : []),
      ...(grownMb > MAX_GROWTH_MB ? [`memory grew by ${grownMb} MB`] : []),
      ...(left() > 0 ? [`${left()} connections were never closed`] : []),
    ];
    const closedAfterMs = Math.round(performance.now() - began);
    await server.kill('SIGTERM');
    return { connections, slowestAnswerMs: Math.round(slowestAnswerMs), grownMb, closedAfterMs, faults };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function open(port: number, beginning: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(beginning);
      resolve(socket);
    });
    socket.once('error', reject);
    // Read on, or the end that the server puts is never seen.
    socket.resume();
    socket.on('error', () => {});
  });
}
