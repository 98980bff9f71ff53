/** A server killed at random moments under load, again and again on one folder; then everything is counted once more. */
import { unit } from '#simulator/random.ts';
import { readMetrics } from '../read-metrics.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { withFolder } from '../with-folder.ts';
import { checkTotals, lookUp, sendAgain, sendInventory, sendUntilGone } from './deliveries.ts';
import { Ledger } from './ledger.ts';
import { verifyFolder } from './verify-folder.ts';

const LANES = 3;
/** From the first request on. */
const KILL_AFTER_MS = { least: 50, most: 4_000 };
/** Before the state is saved, some 10 s after the start, while it is, or soon after: every fifth round. */
const KILL_WHEN_SAVED_MS = { least: 9_500, most: 12_500 };
const SAVED_EVERY = 5;
/** The first round is waited for until the state was saved, so that every run tries more than replays. */
const SAVE_PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 250;
/** What chance decides. */
const DRAW = { killAfter: 1, lookUp: 2 } as const;

export interface KillResult {
  readonly rounds: number;
  readonly acknowledgedReports: number;
  readonly acknowledgedNotes: number;
  /** Requests that got no answer, and were sent again. */
  readonly sentAgain: number;
  readonly devices: number;
  readonly slowestStartMs: number;
  /** What does not hold; empty when all does. */
  readonly faults: readonly string[];
  /** What the recount printed. */
  readonly recount: unknown;
}

export interface KillSetting {
  readonly rounds: number;
  readonly port: number;
  /** The built app. */
  readonly app: string;
  /** What the moments follow from. */
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

export const killRounds = (setting: KillSetting): Promise<KillResult> =>
  withFolder('kill', (folder) => killIn(folder, setting));

async function killIn(folder: string, { rounds, port, app, seed, wallNow }: KillSetting): Promise<KillResult> {
  const ledger = new Ledger(wallNow);
  const faults: string[] = [];
  let slowestStartMs = 0;
  let sentAgain = 0;
  let saved = 0;
  for (let round = 1; round <= rounds; round++) {
    const { server, readyMs } = await startServer(port, folder, app);
    slowestStartMs = Math.max(slowestStartMs, readyMs);
    if (round === 1) await sendInventory(server.url, ledger);
    sentAgain += await sendAgain(server.url, ledger);
    faults.push(
      ...(await lookUp(server.url, ledger, (n) => unit(seed, DRAW.lookUp, round, n))).map(
        (fault) => `round ${round}: ${fault}`,
      ),
    );
    const { least, most } = round % SAVED_EVERY === 1 ? KILL_WHEN_SAVED_MS : KILL_AFTER_MS;
    const killAfter = least + unit(seed, DRAW.killAfter, round) * (most - least);
    const lanes = Array.from({ length: LANES }, () => sendUntilGone(server.url, ledger));
    await pause(killAfter);
    if (round === 1) await untilSaved(server);
    if (round % SAVED_EVERY === 1 && (await isSaved(server))) saved++;
    await server.kill('SIGKILL');
    await Promise.all(lanes);
  }
  if (saved === 0) faults.push('no round lasted until the state had been saved: this tried only replays');
  const { server } = await startServer(port, folder, app);
  sentAgain += await sendAgain(server.url, ledger);
  faults.push(...(await checkTotals(server.url, ledger)));
  await server.kill('SIGTERM');
  const { recount, fault } = verifyFolder(folder);
  if (fault !== undefined) faults.push(fault);
  return {
    rounds,
    acknowledgedReports: ledger.acknowledgedReports,
    acknowledgedNotes: ledger.notes.size,
    sentAgain,
    devices: ledger.devices.size + ledger.listed,
    slowestStartMs: Math.round(slowestStartMs),
    faults,
    recount,
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isSaved = async (server: ServerProcess): Promise<boolean> =>
  (await readMetrics(server))('checkpoints_total{result="written"}') > 0;

async function untilSaved(server: ServerProcess): Promise<void> {
  for (let waited = 0; waited < SAVE_PATIENCE_MS && !(await isSaved(server)); waited += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS);
  }
}
