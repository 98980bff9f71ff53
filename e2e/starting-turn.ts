/**
 * One at a time: the server builds the app into one folder when it starts, so two that start together would take
 * the files from under each other. The turn is a port only one process can listen on; it ends with the process.
 */
import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const TURN_PORT = 20_999;
const ASK_AGAIN_MS = 50;

function listenOn(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

/** Runs `start` while no other process is in here. */
export async function inTurn<T>(start: () => Promise<T>): Promise<T> {
  let turn = await listenOn(TURN_PORT);
  while (!turn) {
    await wait(ASK_AGAIN_MS);
    turn = await listenOn(TURN_PORT);
  }
  try {
    return await start();
  } finally {
    await close(turn);
  }
}

/** A port nobody listens on, out of the range the system gives to outgoing connections, so that it stays free. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    const server = await listenOn(port);
    if (!server) continue;
    await close(server);
    return port;
  }
  throw new Error(`No free port from ${from} on.`);
}
