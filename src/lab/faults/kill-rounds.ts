/** A server killed at random moments under load, again and again on one folder; then everything is counted once more. */
import type { DeviceDetail } from '#contract/device.ts';
import type { LogPage } from '#contract/log.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { unit } from '#simulator/random.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { withFolder } from '../with-folder.ts';
import { type Batch, Ledger, UPDATE } from './ledger.ts';
import { verifyFolder } from './verify-folder.ts';

const LANES = 3;
/** From the first request on; a checkpoint is begun every 10 s, so the longest rounds hit one. */
const KILL_AFTER_MS = { least: 50, most: 4_000 };
/** What chance decides. */
const DRAW = { killAfter: 1, lookUp: 2 } as const;
const TIMEOUT_MS = 10_000;
/** Devices looked up one by one after each round. */
const LOOKED_UP = 40;

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
  /** The built app; left out, each start builds it. */
  readonly app?: string;
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
  for (let round = 1; round <= rounds; round++) {
    const { server, readyMs } = await startServer(port, folder, app);
    slowestStartMs = Math.max(slowestStartMs, readyMs);
    sentAgain += await sendAgain(server, ledger);
    faults.push(
      ...(await lookUp(server, ledger, (n) => unit(seed, DRAW.lookUp, round, n))).map(
        (fault) => `round ${round}: ${fault}`,
      ),
    );
    const { least, most } = KILL_AFTER_MS;
    const killAfter = least + unit(seed, DRAW.killAfter, round) * (most - least);
    const lanes = Array.from({ length: LANES }, () => sendUntilGone(server, ledger));
    await new Promise((resolve) => setTimeout(resolve, killAfter));
    await server.kill('SIGKILL');
    await Promise.all(lanes);
  }
  const { server } = await startServer(port, folder, app);
  sentAgain += await sendAgain(server, ledger);
  faults.push(...(await checkTotals(server, ledger)));
  await server.kill('SIGTERM');
  const { recount, fault } = verifyFolder(folder);
  if (fault !== undefined) faults.push(fault);
  return {
    rounds,
    acknowledgedReports: ledger.acknowledgedReports,
    acknowledgedNotes: ledger.notes.size,
    sentAgain,
    devices: ledger.devices.size,
    slowestStartMs: Math.round(slowestStartMs),
    faults,
    recount,
  };
}

/** Batches of new devices, each with a note, until no answer comes. */
async function sendUntilGone(server: ServerProcess, ledger: Ledger): Promise<void> {
  for (;;) {
    const batch = ledger.next();
    if (!(await sendBatch(server, batch))) {
      ledger.unanswered.push(batch);
      return;
    }
    ledger.acknowledge(batch);
  }
}

async function sendAgain(server: ServerProcess, ledger: Ledger): Promise<number> {
  const batches = ledger.unanswered.splice(0);
  for (const batch of batches) {
    if (!(await sendBatch(server, batch))) throw new Error('a server that nobody kills did not answer');
    ledger.acknowledge(batch);
    // And once more, as a client does whose answer was lost.
    await sendBatch(server, batch);
  }
  return batches.length;
}

/** True once both parts are answered. @throws Error on an answer that is no success. */
async function sendBatch({ url }: ServerProcess, { sentAt, reports, note }: Batch): Promise<boolean> {
  return (
    (await send(`${url}/api/reports`, { sentAt, reports }, {})) &&
    (await send(`${url}/api/log`, { text: note }, { 'idempotency-key': note }))
  );
}

async function send(url: string, body: object, headers: Record<string, string>): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    return false;
  }
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  const { rejected = [] } = (await response.json()) as { rejected?: readonly unknown[] };
  if (rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(rejected.slice(0, 3))}`);
  return true;
}

/** A few acknowledged devices, each with everything it reported. */
async function lookUp({ url }: ServerProcess, ledger: Ledger, random: (n: number) => number): Promise<string[]> {
  const devices = [...ledger.devices.keys()];
  const faults: string[] = [];
  for (let n = 0; n < Math.min(LOOKED_UP, devices.length); n++) {
    const device = devices[Math.floor(random(n) * devices.length)] ?? '';
    const detail = (await (await fetch(`${url}/api/devices/${device}`)).json()) as DeviceDetail;
    const missing = [...(ledger.devices.get(device) ?? [])].filter(
      (kind) => !detail.reports?.some((report) => report.kind === kind),
    );
    if (missing.length > 0) faults.push(`${device} lost ${missing.join(', ')}`);
  }
  return faults;
}

/** Every device once, every install once, every note once. */
async function checkTotals({ url }: ServerProcess, ledger: Ledger): Promise<string[]> {
  const { fleet, updates } = (await (await fetch(`${url}/api/snapshot`)).json()) as Snapshot;
  const update = updates.find(({ id }) => id === UPDATE);
  const notes = await allNotes(url);
  const exposed = update === undefined ? 0 : update.counts.pending + update.counts.checked + update.counts.censored;
  const expected = [
    ['devices', fleet.devices, ledger.devices.size],
    ['installs', exposed, ledger.installs],
    ['notes', notes.length, ledger.notes.size],
    ['different notes', new Set(notes).size, ledger.notes.size],
  ] as const;
  return expected.flatMap(([what, is, due]) => (is === due ? [] : [`${what}: ${is}, acknowledged ${due}`]));
}

async function allNotes(url: string): Promise<string[]> {
  const notes: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await (await fetch(`${url}/api/log?limit=200${cursor && `&cursor=${cursor}`}`)).json()) as LogPage;
    notes.push(...page.entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : [])));
    cursor = page.next;
  }
  return notes;
}
