import { describe, expect, it } from 'vitest';
import type { Send, WireRequest } from '#contract/client.ts';
import type { InventoryReceipt } from '#contract/inventory.ts';
import type { Report } from '#contract/report.ts';
import { runDrill } from './drill-run.ts';
import { MINUTE_MS } from './local-time.ts';
import { healthy } from './scenarios/healthy.ts';
import { simulate } from './simulate.ts';

const ONE_NEW_DEVICE: InventoryReceipt = {
  dryRun: false,
  ...{ applied: 1, new: 1, changed: 0, unchanged: 0 },
  ...{ rejected: [], rejectedCount: 0, duplicates: [], duplicateCount: 0 },
  ...{ newRings: [], changes: [] },
};

const SHORT = { ...healthy, minutes: 4 };

/** A wall clock that moves only when somebody waits, or a request takes `requestMs`. */
function fakeWall(requestMs = 0) {
  let time = 1_000;
  const signal = { aborted: false };
  return {
    now: () => time,
    wait: async (ms: number) => {
      time += ms;
    },
    signal,
    request: () => {
      time += requestMs;
    },
  };
}

interface Batch {
  sentAt: number;
  clock: number;
  speed: number;
  reports: Report[];
}

/** A server that takes everything, unless `fails` says otherwise; keeps what it was sent. */
function fakeServer(fails: (request: WireRequest, nth: number) => number | 'down' | undefined = () => undefined) {
  const requests: WireRequest[] = [];
  const taken: WireRequest[] = [];
  const send: Send = async (request) => {
    const failure = fails(request, requests.length);
    requests.push(request);
    if (failure === 'down') throw new TypeError('connection refused');
    if (failure === undefined) taken.push(request);
    const status = failure ?? 200;
    const problem = { type: 'about:blank', title: 'No', status, code: 'x', detail: `It said ${status}.` };
    const body = failure === undefined ? answerTo(request) : problem;
    return { status, header: () => null, text: async () => JSON.stringify(body) };
  };
  const batches = () =>
    taken.filter(({ url }) => url === '/api/reports').map(({ body }): Batch => JSON.parse(body ?? ''));
  return { send, requests, taken, batches };
}

function answerTo({ url, body = '' }: WireRequest) {
  if (url === '/api/reports')
    return { accepted: JSON.parse(body).reports.length, duplicates: 0, rejected: [], ignored: [] };
  if (url === '/api/devices') return ONE_NEW_DEVICE;
  if (url === '/api/history') return { lines: body.split('\n').length, trials: 1, failures: 0 };
  if (url.startsWith('/api/gate')) return { decision: 'go', known: true, since: null, reason: null };
  return { id: 'microsoft/edge@126.0.2592.87' };
}

function drill(send: Send, wall: ReturnType<typeof fakeWall>, devices = 300, speed = 60) {
  const simulation = simulate(SHORT, { devices, seed: 1 });
  const call: Send = (request) => {
    wall.request();
    return send(request);
  };
  return { simulation, done: runDrill({ simulation, call, speed, ...wall }) };
}

const expected = (devices = 300) => {
  const simulation = simulate(SHORT, { devices, seed: 1 });
  return Array.from({ length: SHORT.minutes }, (_, minute) => simulation.step(minute, () => 'go')).flat();
};

describe('a drill', () => {
  it('declares itself, loads fleet, updates and past, and then sends every report once', async () => {
    const server = fakeServer();
    const { done, simulation } = drill(server.send, fakeWall());
    const summary = await done;
    const order = server.taken.map(
      ({ method, url }) => `${method} ${url.split('?')[0]?.split('/').slice(0, 3).join('/')}`,
    );
    expect([...new Set(order)]).toEqual([
      'POST /api/reports',
      'PUT /api/devices',
      'PUT /api/updates',
      'PUT /api/history',
      'GET /api/gate',
    ]);
    const [first, ...rest] = server.batches();
    expect(first).toEqual({ sentAt: simulation.startAt, clock: simulation.startAt, speed: 60, reports: [] });
    expect(rest.flatMap(({ reports }) => reports)).toEqual(expected());
    expect(summary).toMatchObject({
      sent: expected().length,
      accepted: expected().length,
      fleetMinutes: 4,
      stopped: false,
    });
  });

  it.each([0, 400, 20_000])(
    'drives the clock forward only, completing what it says, at %i ms a request',
    async (ms) => {
      const server = fakeServer();
      const { done, simulation } = drill(server.send, fakeWall(ms));
      await done;
      let clock = simulation.startAt;
      for (const batch of server.batches()) {
        expect(batch.sentAt).toBe(batch.clock);
        for (const { at } of batch.reports) expect(at).toBeGreaterThanOrEqual(clock);
        for (const { at } of batch.reports) expect(at).toBeLessThan(batch.sentAt);
        clock = batch.clock;
      }
      expect(clock).toBe(simulation.startAt + 4 * MINUTE_MS);
      expect(server.batches().flatMap(({ reports }) => reports)).toEqual(expected());
    },
  );

  it('is never ahead of the wall', async () => {
    const wall = fakeWall();
    const begun = wall.now();
    const server = fakeServer();
    await drill(server.send, wall).done;
    expect(wall.now() - begun).toBeGreaterThanOrEqual((4 * MINUTE_MS) / 60);
    expect(wall.now() - begun).toBeLessThan((4 * MINUTE_MS) / 60 + 100);
  });

  it('sends a large step side by side, a device in one lane, and completes it last', async () => {
    const server = fakeServer();
    await drill(server.send, fakeWall(), 12_000, 6_000).done;
    const batches = server.batches();
    for (const { reports } of batches) expect(reports.length).toBeLessThanOrEqual(5_000);
    const clocks = batches.map(({ clock }) => clock);
    expect(clocks).toEqual(clocks.toSorted((a, b) => a - b));
    expect(batches.some(({ clock, reports }) => reports.some(({ at }) => at > clock))).toBe(true);
    expect(batches.every(({ clock, sentAt }) => clock === sentAt)).toBe(true);
    const byDevice = (reports: Report[]) => Map.groupBy(reports, ({ device }) => device);
    const sent = byDevice(batches.flatMap(({ reports }) => reports));
    for (const [device, reports] of byDevice(expected(12_000))) expect(sent.get(device)).toEqual(reports);
  });

  it('tries again when the server is busy, restarting or out of reach', async () => {
    const answers = ['down', 503, 429] as const;
    const server = fakeServer((_, nth) => (nth % 4 === 0 ? undefined : answers[(nth % 4) - 1]));
    const summary = await drill(server.send, fakeWall()).done;
    expect(server.batches().flatMap(({ reports }) => reports)).toEqual(expected());
    expect(summary.sent).toBe(expected().length);
  });

  it('gives up with a sentence after a minute', async () => {
    const wall = fakeWall();
    const server = fakeServer(() => 'down');
    await expect(drill(server.send, wall).done).rejects.toThrow(
      'The server did not take the request for 60 s; it last said: connection refused',
    );
    expect(wall.now()).toBeLessThanOrEqual(61_000);
  });

  it('says at once what the server refuses for good', async () => {
    const server = fakeServer((request) => (request.url === '/api/reports' ? 409 : undefined));
    await expect(drill(server.send, fakeWall()).done).rejects.toThrow('It said 409.');
    expect(server.requests.length).toBe(1);
  });

  it('leaves a history alone that is there already', async () => {
    const server = fakeServer((request) => (request.url === '/api/history' ? 409 : undefined));
    const summary = await drill(server.send, fakeWall()).done;
    expect(summary).toMatchObject({ historyLines: null, fleetMinutes: 4 });
  });

  it('stops between two batches when asked', async () => {
    const wall = fakeWall();
    const server = fakeServer();
    const { done } = drill(async (request) => {
      if (server.batches().length === 10) wall.signal.aborted = true;
      return server.send(request);
    }, wall);
    const summary = await done;
    expect(summary.stopped).toBe(true);
    expect(summary.fleetMinutes).toBeLessThan(4);
    expect(summary.sent).toBe(server.batches().flatMap(({ reports }) => reports).length);
  });
});
