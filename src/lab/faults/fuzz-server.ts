/** Fuzzing a real server over HTTP; it must be the same process afterwards, with nothing counted wrong. */
import { startServer } from '../server-process.ts';
import { withFolder } from '../with-folder.ts';
import { type FuzzResult, fuzz } from './fuzz.ts';
import { fuzzTargets } from './fuzz-targets.ts';
import { verifyFolder } from './verify-folder.ts';

const TIMEOUT_MS = 20_000;
/** Counted with the faults of the server: it is one. */
const NO_ANSWER = 599;

export interface FuzzSetting {
  /** In all, the same number for each route. */
  readonly bodies: number;
  readonly port: number;
  /** The built app. */
  readonly app: string;
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

export const fuzzServer = ({ bodies, port, app, seed, wallNow }: FuzzSetting) =>
  withFolder('fuzz', async (folder) => {
    const { server } = await startServer(port, folder, app);
    const send = async (
      method: string,
      path: string,
      headers: Record<string, string>,
      body: Uint8Array<ArrayBuffer>,
    ) => {
      try {
        const init = { method, headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) };
        const response = await fetch(`${server.url}${path}`, init);
        return { status: response.status, text: await response.text() };
      } catch (error) {
        return { status: NO_ANSWER, text: String(error) };
      }
    };
    const targets = fuzzTargets(wallNow());
    const routes: FuzzResult[] = [];
    for (const target of targets) routes.push(await fuzz(target, Math.ceil(bodies / targets.length), seed, send));
    const rssMb = Math.round(server.rssMb());
    await server.kill('SIGTERM');
    const { recount, fault } = verifyFolder(folder);
    const faults = [...routes.flatMap(({ failures }) => failures), ...(fault === undefined ? [] : [fault])];
    return { bodies: routes.reduce((sum, route) => sum + route.bodies, 0), rssMb, routes, recount, faults };
  });
