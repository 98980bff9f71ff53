/** A supervised server that is killed, crashes in its engine, or hangs: another one answers within 10 s, with everything. */
import { withSupervised } from '../supervised-process.ts';
import { withFolder } from '../with-folder.ts';
import { checkTotals, lookUp, sendAgain, sendUntilGone } from './deliveries.ts';
import { Ledger } from './ledger.ts';

/** SIGSEGV: the engine's own handler leaves the process alive and deaf. SIGSTOP: everything hangs. */
export const BLOWS = ['SIGKILL', 'SIGSEGV', 'SIGSTOP'] as const;

const BACK_WITHIN_MS = 10_000;
const LANES = 3;
const BATCHES_BEFORE = 5;
/** Steps of this length between 0 and 1 spread evenly, however many are taken. */
const GOLDEN = 0.618;

export interface ReplacedSetting {
  readonly blows: readonly (typeof BLOWS)[number][];
  readonly port: number;
  /** The built app. */
  readonly app: string;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

export interface ReplacedResult {
  /** From the blow to the first answer of another server, in milliseconds, in the order of the blows. */
  readonly backMs: readonly number[];
  readonly acknowledgedReports: number;
  readonly sentAgain: number;
  readonly said: readonly string[];
  readonly faults: readonly string[];
}

export const replacedServer = ({ blows, port, app, wallNow }: ReplacedSetting): Promise<ReplacedResult> =>
  withFolder('replaced', (folder) =>
    withSupervised(port, folder, app, async (server) => {
      const ledger = new Ledger(wallNow);
      const faults: string[] = [];
      const backMs: number[] = [];
      let sentAgain = 0;
      for (const blow of blows) {
        const pid = server.serverPid();
        if (pid === undefined) throw new Error('there is no server to strike');
        const enough = ledger.notes.size + BATCHES_BEFORE;
        const lanes = Array.from({ length: LANES }, () => sendUntilGone(server.url, ledger));
        while (ledger.notes.size < enough) await new Promise((resolve) => setTimeout(resolve, 20));
        const began = performance.now();
        process.kill(pid, blow);
        await server.ready(pid);
        const took = Math.round(performance.now() - began);
        backMs.push(took);
        if (took > BACK_WITHIN_MS) faults.push(`${blow}: back only after ${took} ms`);
        await Promise.all(lanes);
        sentAgain += await sendAgain(server.url, ledger);
      }
      faults.push(...(await lookUp(server.url, ledger, (n) => (n * GOLDEN) % 1)));
      faults.push(...(await checkTotals(server.url, ledger)));
      const code = await server.end('SIGTERM');
      if (code !== 0) faults.push(`exit code ${code} after an orderly stop`);
      const said = server
        .said()
        .trim()
        .split('\n')
        .filter((line) => line.includes('a new one is ready'));
      if (said.length !== blows.length) faults.push(`${blows.length} blows, but it said: ${server.said()}`);
      return { backMs, acknowledgedReports: ledger.acknowledgedReports, sentAgain, said, faults };
    }),
  );
