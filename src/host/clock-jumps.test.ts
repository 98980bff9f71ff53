/** The real server on its port and engine, with a machine whose clock jumps. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Snapshot } from '#contract/snapshot.ts';
import { DEFAULT_SETTINGS } from '#server/settings.ts';
import { openEmbedded } from '#storage/engine.ts';
import { freePort } from './address.ts';
import { type Listening, listen } from './listen.ts';

const FIRST_PORT = 4_600;
const HOST = '127.0.0.1';
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DEVICES = 20;
const START = Date.UTC(2026, 2, 1, 12);

const countMinutes = {
  sql: 'SELECT toUInt32(count()) AS rows, toUInt32(uniqExact(minute)) AS minutes FROM bootwatch.snapshot_minute',
  params: z.object({}),
  row: z.object({ rows: z.int(), minutes: z.int() }),
};

it('a clock that jumps ahead and back neither ends the server nor makes the fleet silent, and closes no minute twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bootwatch-clock-'));
  writeFileSync(join(folder, 'index.html'), '');
  const port = await freePort(FIRST_PORT, HOST);
  let wall = START;
  const options = {
    port,
    host: HOST,
    folder,
    clickhouseUrl: undefined,
    settings: { ...DEFAULT_SETTINGS, groupGapMs: 0 },
    app: folder,
  };
  const start = () => listen({ ...options, wallNow: () => wall });
  let server: Listening = await start();
  const json = async <T>(path: string) => (await (await fetch(`http://${HOST}:${port}${path}`)).json()) as T;
  const everybodyReports = async () => {
    const reports = Array.from({ length: DEVICES }, (_, n) => {
      const common = { device: `d-${n}`, at: wall, boot: 'b', labels: { ring: 'Canary', class: 'always-on' } };
      return [
        { ...common, kind: 'boot.completed' },
        { ...common, kind: 'heartbeat', everySec: 60 },
      ];
    }).flat();
    const response = await fetch(`http://${HOST}:${port}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sentAt: wall, reports }),
    });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { rejected: unknown[] }).rejected).toEqual([]);
  };
  /** Life goes on, a minute at a time; the server ticks by itself every second. */
  const live = async (minutes: number) => {
    for (let half = 0; half < 2 * minutes; half++) {
      await everybodyReports();
      const conditions = (await json<Snapshot>('/api/snapshot')).fleet.conditions;
      expect(conditions.silent + conditions.looping, new Date(wall).toISOString()).toBe(0);
      wall += MINUTE_MS / 2;
    }
  };
  const minutesWritten = async () => {
    const text = await (await fetch(`http://${HOST}:${port}/metrics`)).text();
    return Number(/^bootwatch_minutes_written_total (\d+)$/m.exec(text)?.[1]);
  };
  try {
    await live(6);
    await expect.poll(minutesWritten, { timeout: 10_000 }).toBeGreaterThan(0);
    const before = await minutesWritten();
    wall += 2 * HOUR_MS;
    await live(6);
    await expect.poll(minutesWritten, { timeout: 10_000 }).toBeGreaterThan(before);
    wall -= 2 * HOUR_MS;
    await live(6);
    wall -= 2 * HOUR_MS;
    await live(6);
    wall += 2 * HOUR_MS;
    await live(6);
    expect((await json<Snapshot>('/api/snapshot')).fleet).toMatchObject({ devices: DEVICES });
    await server.stop();
    server = await start();
    await live(6);
    await server.stop();
    const engine = openEmbedded(folder);
    const [minutes] = await engine.ask(countMinutes, {});
    await engine.close();
    expect(minutes.rows).toBe(minutes.minutes);
    expect(minutes.minutes).toBeGreaterThan(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
