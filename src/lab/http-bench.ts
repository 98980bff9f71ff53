/** Reports over HTTP, sustained, while boards poll; then a kill -9 and the time until the server is back. */
import { Worker } from 'node:worker_threads';
import { pollBoards } from './board-polls.ts';
import { loadFleet } from './http-fleet.ts';
import type { LoadResult, LoadSetting } from './http-load.ts';
import { median, quantile } from './measure.ts';
import { readMetrics } from './read-metrics.ts';
import { startServer } from './server-process.ts';
import { withFolder } from './with-folder.ts';

/** How often the load is told the time. */
const CLOCK_MS = 20;
/** Boards that poll meanwhile. */
const BOARDS = 200;
const PORT = 4390;

interface BenchSetting {
  /** Known beforehand. */
  readonly devices: number;
  readonly seconds: number;
  /** Reports a second that are sent; Infinity: as many as are taken. */
  readonly perSec: number;
  /** The built app: under the supervisor a start does not build it. */
  readonly app: string;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

/** Measured from outside, the server in a process of its own. */
export const benchHttp = (setting: BenchSetting) => withFolder('bench', (folder) => benchIn(folder, setting));

async function benchIn(folder: string, { devices, seconds, perSec, app, wallNow }: BenchSetting) {
  const { server } = await startServer(PORT, folder, app);
  await loadFleet(server.url, devices, wallNow());
  const cpuBefore = { server: server.cpuSec(), own: process.cpuUsage() };
  // What was late before is not of this load.
  await readMetrics(server);
  const began = performance.now();
  const load = startLoad({ url: server.url, devices, perSec }, wallNow);
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
    sentPerSec: perSec === Infinity ? 'as many as are taken' : perSec,
    acceptedPerSec: Math.round(accepted / elapsed),
    refusedRequests,
    serverCores: round((server.cpuSec() - cpuBefore.server) / elapsed),
    generatorCores: round((own.user + own.system) / 1e6 / elapsed),
    serverRssMb: rssMb,
    bytesPerRecord: round(metric('store_bytes{table="records"}') / metric('store_rows{table="records"}')),
    boards: BOARDS,
    snapshotPackedBytes: polls.packedBytes,
    openP50Ms: round(median(polls.opened)),
    openP99Ms: round(quantile(polls.opened, 0.99)),
    snapshotP50Ms: round(median(polls.changed)),
    snapshotP99Ms: round(quantile(polls.changed, 0.99)),
    unchangedP50Ms: round(median(polls.unchanged)),
    unchangedP99Ms: round(quantile(polls.unchanged, 0.99)),
    loopDelayP99Ms: round(metric('event_loop_delay_p99_seconds') * 1000),
  };
  await server.kill('SIGKILL');
  const { server: again, readyMs } = await startServer(PORT, folder, app);
  const snapshot = (await (await fetch(`${again.url}/api/snapshot`)).json()) as { fleet: { devices: number } };
  await again.kill('SIGTERM');
  return [line, { bench: 'restart-after-kill-9', devices: snapshot.fleet.devices, readyMs: Math.round(readyMs) }];
}

const round = (value: number) => Math.round(value * 100) / 100;

function startLoad(
  load: Omit<LoadSetting, 'clock'>,
  wallNow: BenchSetting['wallNow'],
): { stop(): Promise<LoadResult> } {
  const clock = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const tick = () => {
    clock[0] = wallNow();
  };
  tick();
  const ticking = setInterval(tick, CLOCK_MS);
  const workerData: LoadSetting = { ...load, clock };
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
