/** Sends heartbeats at a steady rate, or as fast as they are taken, in a thread of its own, so that whoever measures is not held up by it. */
import { parentPort, workerData } from 'node:worker_threads';

const BATCH = 2_000;
/** As many senders at once: the fleet is not read by four collectors. */
const LANES = 16;
const REST_MS = 200;

export interface LoadSetting {
  readonly url: string;
  readonly devices: number;
  /** Reports a second over all lanes, Infinity: as many as are taken. Who falls behind sends late, but sends all. */
  readonly perSec: number;
  /** Epoch milliseconds, kept up to date by who started this. */
  readonly clock: Float64Array<SharedArrayBuffer>;
}
export interface LoadResult {
  readonly accepted: number;
  readonly refusedRequests: number;
}

const { url, devices, perSec, clock } = workerData as LoadSetting;
let [accepted, refusedRequests] = [0, 0];
let stopped = false;
parentPort?.once('message', () => {
  stopped = true;
});

async function sendBeats(lane: number): Promise<void> {
  const everyMs = (BATCH * LANES * 1000) / perSec;
  let next = Math.floor((devices / LANES) * lane);
  let dueAt = performance.now() + (everyMs / LANES) * lane;
  while (!stopped) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())));
    dueAt += everyMs;
    const now = clock[0];
    const reports: string[] = [];
    for (let n = 0; n < BATCH; n++, next = (next + 1) % devices) {
      reports.push(`{"device":"device-${next}","at":${now},"kind":"heartbeat","boot":"boot-${next}","everySec":180}`);
    }
    const response = await fetch(`${url}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"sentAt":${now},"reports":[${reports.join(',')}]}`,
    });
    if (response.ok) accepted += ((await response.json()) as { accepted: number }).accepted;
    else {
      refusedRequests++;
      await response.text();
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }
}

await Promise.all(Array.from({ length: LANES }, (_, lane) => sendBeats(lane)));
parentPort?.postMessage({ accepted, refusedRequests } satisfies LoadResult);
