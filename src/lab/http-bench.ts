/** Reports over HTTP, sustained, while boards poll; then a kill -9 and the time until the server is back. */
import { Worker } from 'node:worker_threads';
import { pollBoards } from './board-polls.ts';
import type { LoadResult, LoadSetting } from './http-load.ts';
import { median, quantile } from './measure.ts';
import { readMetrics } from './read-metrics.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { withFolder } from './with-folder.ts';

/** How often the load is told the time. */
const CLOCK_MS = 20;
/** Boards that poll meanwhile. */
const BOARDS = 200;
const INVENTORY_LINES = 20_000;
const PORT = 4390;

/** `devices` known beforehand, load for `seconds`, measured from outside; `wallNow`: epoch milliseconds. */
export const benchHttp = (devices: number, seconds: number, wallNow: () => number) =>
  withFolder('bench', (folder) => benchIn(folder, { devices, seconds, wallNow }));

interface BenchSetting {
  readonly devices: number;
  readonly seconds: number;
  readonly wallNow: () => number;
}

async function benchIn(folder: string, { devices, seconds, wallNow }: BenchSetting) {
  const { server } = await startServer(PORT, folder);
  await loadInventory(server, devices);
  const cpuBefore = { server: server.cpuSec(), own: process.cpuUsage() };
  // What was late before is not of this load.
  await readMetrics(server);
  const began = performance.now();
  const load = startLoad(server.url, devices, wallNow);
  const polls = await pollBoards(server.url, BOARDS, seconds);
  const { accepted, refusedRequests } = await load.stop();
  const elapsed = (performance.now() - began) / 1000;
  const own = process.cpuUsage(cpuBefore.own);
  const rssMb = Math.round(server.rssMb());
  const metric = await readMetrics(server);
  const line = {
    bench: 'http-ingest',
    devicesKnown: devices,
    seconds: Math.round(elapsed),
    acceptedPerSec: Math.round(accepted / elapsed),
    refusedRequests,
    serverCores: round((server.cpuSec() - cpuBefore.server) / elapsed),
    generatorCores: round((own.user + own.system) / 1e6 / elapsed),
    serverRssMb: rssMb,
    bytesPerRecord: round(metric('store_bytes{table="records"}') / metric('store_rows{table="records"}')),
    boards: BOARDS,
    snapshotBytes: polls.bytes,
    snapshotP50Ms: round(median(polls.changed)),
    snapshotP99Ms: round(quantile(polls.changed, 0.99)),
    unchangedP50Ms: round(median(polls.unchanged)),
    unchangedP99Ms: round(quantile(polls.unchanged, 0.99)),
    loopDelayP99Ms: round(metric('event_loop_delay_p99_seconds') * 1000),
  };
  await server.kill('SIGKILL');
  const { server: again, readyMs } = await startServer(PORT, folder);
  const snapshot = (await (await fetch(`${again.url}/api/snapshot`)).json()) as { fleet: { devices: number } };
  await again.kill('SIGTERM');
  // The time includes building the app, which every start does where the build tool is at hand.
  return [line, { bench: 'restart-after-kill-9', devices: snapshot.fleet.devices, readyMs: Math.round(readyMs) }];
}

const round = (value: number) => Math.round(value * 100) / 100;

async function loadInventory({ url }: ServerProcess, devices: number): Promise<void> {
  for (let from = 0; from < devices; from += INVENTORY_LINES) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(devices, from + INVENTORY_LINES); i++) {
      lines.push(
        `{"device":"device-${i}","labels":{"ring":"${i % 100 === 0 ? 'Pilot' : 'Broad'}","sector":"s-${i % 6}","class":"always-on"}}`,
      );
    }
    const response = await fetch(`${url}/api/devices`, {
      method: 'PUT',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    });
    if (!response.ok) throw new Error(`inventory refused: ${await response.text()}`);
  }
}

function startLoad(url: string, devices: number, wallNow: () => number): { stop(): Promise<LoadResult> } {
  const clock = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const tick = () => {
    clock[0] = wallNow();
  };
  tick();
  const ticking = setInterval(tick, CLOCK_MS);
  const workerData: LoadSetting = { url, devices, clock };
  const worker = new Worker(new URL('./http-load.ts', import.meta.url), { workerData });
  const result = new Promise<LoadResult>((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return {
    stop() {
      worker.postMessage('stop');
      clearInterval(ticking);
      return result;
    },
  };
}
