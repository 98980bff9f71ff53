/** The data folder on a disk that fills up: writing is refused, reading goes on, nothing is lost, and it ends by itself. */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { type SupervisedProcess, withSupervised } from '../supervised-process.ts';
import { withFolder } from '../with-folder.ts';
import { checkTotals, sendAgain, sendBatch } from './deliveries.ts';
import { Ledger } from './ledger.ts';

const DISK_MB = 64;
const BATCHES = 3;
/** Longer than a hang may last, so that a restart would be seen. */
const STAY_FULL_MS = 5_000;

export interface FullSetting {
  readonly port: number;
  /** The built app. */
  readonly app: string;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

export interface FullResult {
  readonly acknowledgedReports: number;
  /** What senders were told. */
  readonly told: string;
  /** From the space's return to the first report taken, in milliseconds. */
  readonly backMs: number;
  readonly faults: readonly string[];
}

/** @throws Error where no disk can be mounted; that takes root. */
export const fullDisk = (setting: FullSetting): Promise<FullResult> =>
  withFolder('full', async (folder) => {
    mount(folder);
    try {
      return await withSupervised(setting.port, join(folder, 'data'), setting.app, (server) =>
        fillAndFree(server, folder, setting),
      );
    } finally {
      spawnSync('umount', [folder]);
    }
  });

function mount(folder: string): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`A full disk can't be tried, because no small one can be mounted (it takes root): ${stderr}`);
}

async function fillAndFree(server: SupervisedProcess, folder: string, { wallNow }: FullSetting): Promise<FullResult> {
  const ledger = new Ledger(wallNow);
  const faults: string[] = [];
  const pid = server.serverPid();
  const filler = join(folder, 'filler');
  for (let n = 0; n < BATCHES; n++) {
    const batch = ledger.next();
    if (await sendBatch(server.url, batch)) ledger.acknowledge(batch);
  }
  fill(filler);
  const refused = ledger.next();
  const answer = await post(server.url, refused.sentAt, refused.reports);
  const problem = (await answer.json()) as Problem;
  if (answer.status !== 503 || problem.code !== 'storage-full') faults.push(`told ${answer.status} ${problem.code}`);
  if (answer.headers.get('retry-after') === null) faults.push('no Retry-After');
  ledger.unanswered.push(refused);
  faults.push(...(await checkTotals(server.url, ledger)));
  const readiness = await (await fetch(`${server.url}/readyz`)).text();
  if (!readiness.includes('The disk that holds the data is full')) faults.push(`/readyz says ${readiness}`);
  await new Promise((resolve) => setTimeout(resolve, STAY_FULL_MS));
  rmSync(filler);
  const began = performance.now();
  await sendAgain(server.url, ledger);
  const backMs = Math.round(performance.now() - began);
  faults.push(...(await checkTotals(server.url, ledger)));
  if (!(await (await fetch(`${server.url}/readyz`)).text()).includes('"degraded":[]'))
    faults.push('/readyz says it still');
  if (server.serverPid() !== pid) faults.push('the server was restarted');
  const code = await server.end('SIGTERM');
  if (code !== 0) faults.push(`exit code ${code}`);
  return { acknowledgedReports: ledger.acknowledgedReports, told: problem.detail, backMs, faults };
}

/** Writes until there is no space left. */
function fill(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(DISK_MB * 1_000_000 * 2));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
    throw error;
  }
  throw new Error('the disk could not be filled');
}

const post = (url: string, sentAt: number, reports: unknown): Promise<Response> =>
  fetch(`${url}/api/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt, reports }),
  });
