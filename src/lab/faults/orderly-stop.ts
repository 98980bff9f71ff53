/** SIGTERM while requests are half sent: each is answered, what was acknowledged is there afterwards, the exit code is 0. */
import { type ClientRequest, request } from 'node:http';
import type { Snapshot } from '#contract/snapshot.ts';
import { withSupervised } from '../supervised-process.ts';
import { withFolder } from '../with-folder.ts';
import { type Batch, Ledger } from './ledger.ts';

const IN_FLIGHT = 8;

export interface StopSetting {
  readonly port: number;
  /** The built app. */
  readonly app: string;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

export interface StopResult {
  /** From SIGTERM to the end, in milliseconds. */
  readonly stopMs: number;
  readonly answered: number;
  readonly faults: readonly string[];
}

export const orderlyStop = ({ port, app, wallNow }: StopSetting): Promise<StopResult> =>
  withFolder('stop', async (folder) => {
    const ledger = new Ledger(wallNow);
    const first = await withSupervised(port, folder, app, async (server) => {
      const batches = Array.from({ length: IN_FLIGHT }, () => ledger.next());
      const requests = await Promise.all(batches.map((batch) => begin(server.url, batch)));
      const began = performance.now();
      const over = server.end('SIGTERM');
      while (await isOpen(server.url)) await new Promise((resolve) => setTimeout(resolve, 5));
      const statuses = await Promise.all(requests.map((half) => half.finish()));
      for (const [n, batch] of batches.entries()) if (statuses[n] === 200) ledger.acknowledge(batch);
      const code = await over;
      return { stopMs: Math.round(performance.now() - began), statuses, code };
    });
    const answered = first.statuses.filter((status) => status === 200).length;
    const devices = await withSupervised(port, folder, app, async ({ url }) => {
      const { fleet } = (await (await fetch(`${url}/api/snapshot`)).json()) as Snapshot;
      return fleet.devices;
    });
    const faults = [
      ...(answered === IN_FLIGHT ? [] : [`${IN_FLIGHT} requests in flight, answered: ${first.statuses.join(' ')}`]),
      ...(first.code === 0 ? [] : [`exit code ${first.code}`]),
      ...(devices === ledger.devices.size ? [] : [`${devices} devices, acknowledged ${ledger.devices.size}`]),
    ];
    return { stopMs: first.stopMs, answered, faults };
  });

/** A request of which the server has the head and not yet the body. */
async function begin(url: string, { sentAt, reports }: Batch): Promise<{ finish(): Promise<number | string> }> {
  const body = JSON.stringify({ sentAt, reports });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    // The answer to this says that the request has been taken up.
    expect: '100-continue',
  };
  const half: ClientRequest = request(`${url}/api/reports`, { method: 'POST', headers, agent: false });
  const status = new Promise<number | string>((resolve) => {
    half.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 'no status');
    });
    half.once('error', (error) => resolve(error.message));
  });
  half.flushHeaders();
  await new Promise<void>((resolve) => half.once('continue', resolve));
  return {
    finish() {
      half.end(body);
      return status;
    },
  };
}

const isOpen = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  );
