/** A real server with a simulated fleet behind it: driven fast to where it is worth looking, then at a steady pace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Send } from '#contract/client.ts';
import type { Scenario } from '#contract/scenario.ts';
import { startDrill } from '#simulator/drill-run.ts';
import { type ServerProcess, startServer } from '../server-process.ts';

/** The drill's own clock runs this many times as fast until then: faster than the server can take it. */
const HURRY = 1_000;

/** What a bench of the browser needs and the lab has not. */
export interface Outside {
  /** A free port. */
  port: number;
  /** A client of the API at that address. */
  sendTo: (url: string) => Send;
  chromium: { executablePath: string; args: string[] };
}

export interface DrivenFleet {
  server: ServerProcess;
  stop(): Promise<void>;
}

interface Options {
  outside: Outside;
  scenario: Scenario;
  devices?: number;
  /** Fleet minutes to go through before this answers. */
  minutes: number;
  /** Fleet seconds a second from then on. */
  speed: number;
}

/** Starts the server on a fresh folder, and answers once the fleet is `minutes` old. It lives on until stopped. */
export async function driveFleet({ outside, scenario, devices, minutes, speed }: Options): Promise<DrivenFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-bench-'));
  const { server } = await startServer(outside.port, folder);
  const stopping = new AbortController();
  const arrived = Promise.withResolvers<void>();
  const time = hurriedTime();
  const drill = startDrill({
    scenario,
    devices,
    seed: 1,
    speed,
    call: outside.sendTo(server.url),
    now: time.now,
    wait: (ms) => sleep(time.toWall(ms), undefined, { signal: stopping.signal }).catch(() => undefined),
    signal: stopping.signal,
    onProgress: ({ fleetMinutes }) => {
      if (fleetMinutes < minutes) return;
      time.steady();
      arrived.resolve();
    },
  });
  drill.catch(arrived.reject);
  await arrived.promise;
  return {
    server,
    async stop() {
      stopping.abort();
      await drill;
      await server.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A clock that runs fast until it is told to run steadily. */
function hurriedTime() {
  let [factor, then, base] = [HURRY, performance.now(), 0];
  const now = () => base + (performance.now() - then) * factor;
  return {
    now,
    toWall: (ms: number) => ms / factor,
    steady() {
      [base, then, factor] = [now(), performance.now(), 1];
    },
  };
}
