/** Reports over HTTP, sustained, while boards poll; then a kill -9 and the time until the server is back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, quantile } from './measure.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const BATCH = 5_000;
const LANES = 4;
const INVENTORY_LINES = 20_000;
const POLL_MS = 500;
const PORT = 4390;

interface Load {
  accepted: number;
  refused: number;
  stopped: boolean;
}

/** `devices` known beforehand, load for `seconds`; `wallNow` stamps the reports, epoch milliseconds. */
export async function benchHttp(devices: number, seconds: number, wallNow: () => number) {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-bench-'));
  const { server } = await startServer(PORT, folder);
  await loadInventory(server, devices);
  const load: Load = { accepted: 0, refused: 0, stopped: false };
  const cpuBefore = { server: server.cpuSec(), own: process.cpuUsage() };
  const began = performance.now();
  const lanes = Array.from({ length: LANES }, (_, lane) => sendBeats(server.url, devices, lane, { load, wallNow }));
  const polls = await poll(server, seconds, began);
  load.stopped = true;
  await Promise.all(lanes);
  const elapsed = (performance.now() - began) / 1000;
  const own = process.cpuUsage(cpuBefore.own);
  const rssMb = Math.round(server.rssMb());
  const stored = await storedRecords(server);
  const line = {
    bench: 'http-ingest',
    devicesKnown: devices,
    seconds: Math.round(elapsed),
    acceptedPerSec: Math.round(load.accepted / elapsed),
    refusedRequests: load.refused,
    serverCores: round((server.cpuSec() - cpuBefore.server) / elapsed),
    generatorCores: round((own.user + own.system) / 1e6 / elapsed),
    serverRssMb: rssMb,
    bytesPerRecord: round(stored.bytes / stored.rows),
    snapshotBytes: polls.bytes,
    snapshotP50Ms: round(median(polls.ms)),
    snapshotP99Ms: round(quantile(polls.ms, 0.99)),
    unchangedPollMs: round(polls.unchangedMs),
  };
  await server.kill('SIGKILL');
  const { server: again, readyMs } = await startServer(PORT, folder);
  const snapshot = (await (await fetch(`${again.url}/api/snapshot`)).json()) as { fleet: { devices: number } };
  await again.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
  // The time includes building the app, which every start does where the build tool is at hand.
  return [line, { bench: 'restart-after-kill-9', devices: snapshot.fleet.devices, readyMs: Math.round(readyMs) }];
}

/** Rows and bytes on disk of the raw records. */
async function storedRecords({ url }: ServerProcess): Promise<{ rows: number; bytes: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) =>
    Number(new RegExp(`^bootwatch_store_${name}\\{table="records"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  return { rows: value('rows'), bytes: value('bytes') };
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

async function sendBeats(
  url: string,
  devices: number,
  lane: number,
  { load, wallNow }: { load: Load; wallNow: () => number },
): Promise<void> {
  let next = Math.floor((devices / LANES) * lane);
  while (!load.stopped) {
    const now = wallNow();
    const reports: string[] = [];
    for (let n = 0; n < BATCH; n++, next = (next + 1) % devices) {
      reports.push(`{"device":"device-${next}","at":${now},"kind":"heartbeat","boot":"boot-${next}","everySec":180}`);
    }
    const body = `{"sentAt":${now},"reports":[${reports.join(',')}]}`;
    const response = await fetch(`${url}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (response.ok) load.accepted += ((await response.json()) as { accepted: number }).accepted;
    else {
      load.refused++;
      await response.text();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function poll({ url }: ServerProcess, seconds: number, began: number) {
  const ms: number[] = [];
  let bytes = 0;
  let unchangedMs = Number.NaN;
  while (performance.now() - began < seconds * 1000) {
    const asked = performance.now();
    const response = await fetch(`${url}/api/snapshot`);
    bytes = (await response.arrayBuffer()).byteLength;
    ms.push(performance.now() - asked);
    const again = performance.now();
    const unchanged = await fetch(`${url}/api/snapshot`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    if (unchanged.status === 304) unchangedMs = performance.now() - again;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return { ms, bytes, unchangedMs };
}
