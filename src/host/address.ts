/** Where a server can be: host and port. */
import { createServer } from 'node:net';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Why this address can't be listened on; undefined when it can. */
export function hostBlocked(host: string): string | undefined {
  if (LOOPBACK.has(host)) return undefined;
  return `--host ${host}: Bootwatch has no users yet, so it listens on this machine only (127.0.0.1).`;
}

/** The board's address. */
export const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;

/** The first free port from `port` on. */
export async function freePort(port: number, host: string): Promise<number> {
  for (let candidate = port; candidate < port + 100; candidate++) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(candidate, host, () => probe.close(() => resolve(true)));
    });
    if (free) return candidate;
  }
  throw new Error(`No free port between ${port} and ${port + 99}.`);
}
