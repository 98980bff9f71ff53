/** Ports of the tests' own. */
import { createServer } from 'node:net';

/** A port nobody listens on, out of the range the system gives to outgoing connections, so that it stays free. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port from ${from} on.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
