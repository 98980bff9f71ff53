/** Drives a real server with a simulated fleet. */
import type { Send } from '#contract/client.ts';
import { call as callRoute, ProblemError } from '#contract/client.ts';
import type { HistoryLine } from '#contract/history.ts';
import type { Report } from '#contract/report.ts';
import { getGate, postReports, putDevices, putHistory, putUpdate } from '#contract/routes.ts';
import type { Scenario } from '#contract/scenario.ts';
import { Pace } from './drill-pace.ts';
import type { Wall } from './drill-patience.ts';
import { patiently, tellingUnreachable } from './drill-patience.ts';
import type { DrillSummary } from './drill-summary.ts';
import { DrillTally } from './drill-summary.ts';
import { MINUTE_MS } from './local-time.ts';
import type { Simulation } from './simulate.ts';
import { simulate } from './simulate.ts';

const LINES_PER_REQUEST = 20_000;
const REPORTS_PER_REQUEST = 5_000;
const LANES = 4;

export interface DrillProgress {
  phase: 'loading' | 'driving';
  /** Fleet time up to which everything is sent, epoch milliseconds. */
  clock: number;
  fleetMinutes: number;
  minutes: number;
  sent: number;
  rejected: number;
}

export interface DrillOptions extends Wall {
  simulation: Simulation;
  /** Does the sending. */
  call: Send;
  /** Fleet seconds a second. */
  speed: number;
  onProgress?: (progress: DrillProgress) => void;
}

interface Drill extends DrillOptions {
  tally: DrillTally;
  pace: Pace;
  /** One request, tried until it works. */
  request<T>(attempt: (send: Send) => Promise<T>): Promise<T>;
  progress(phase: DrillProgress['phase'], clock: number): void;
}

/** Sets up a simulated fleet and drives a server with it; see `runDrill`. `devices` defaults to the scenario's own. */
export function startDrill(
  options: Omit<DrillOptions, 'simulation'> & { scenario: Scenario; devices?: number | undefined; seed: number },
): Promise<DrillSummary> {
  const { scenario, devices = scenario.fleet.devices, seed, ...rest } = options;
  return runDrill({ ...rest, simulation: simulate(scenario, { devices, seed }) });
}

/**
 * Loads the fleet, its updates and its past, then sends minute by minute, asking the gate before each install wave. Each
 * batch carries the fleet time it completes; the server's fleet clock follows. Stops between two batches when `signal` is aborted.
 * @throws ProblemError when the server refuses a request for good; Error when it takes none for 60 s
 */
export async function runDrill(options: DrillOptions): Promise<DrillSummary> {
  const { simulation, now, signal } = options;
  const { scenario, devices, seed } = simulation;
  const begunAt = now();
  const drill = prepare(options);
  try {
    await load(drill);
    drill.pace = new Pace(simulation.startAt, options.speed, options);
    for (let minute = 0; minute < simulation.minutes && !signal.aborted; minute += 1) await driveMinute(drill, minute);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const run = { scenario: scenario.name, devices, seed };
  return drill.tally.summary({ ...run, wallSec: (now() - begunAt) / 1000, stopped: signal.aborted });
}

function prepare(options: DrillOptions): Drill {
  const { simulation } = options;
  const send = tellingUnreachable(options.call);
  const tally = new DrillTally();
  return {
    ...options,
    now: () => options.now(),
    wait: (ms) => options.wait(ms),
    tally,
    pace: new Pace(simulation.startAt, options.speed, options),
    request: (attempt) => patiently(() => attempt(send), options, simulation.seed),
    progress: (phase, clock) =>
      options.onProgress?.({
        phase,
        clock,
        fleetMinutes: tally.fleetMinutes,
        minutes: simulation.minutes,
        sent: tally.sent,
        rejected: tally.rejected,
      }),
  };
}

async function load(drill: Drill): Promise<void> {
  const { simulation, tally, request, progress } = drill;
  progress('loading', simulation.startAt);
  await post(drill, [], simulation.startAt);
  for (const lines of chunks(simulation.inventory(), LINES_PER_REQUEST)) {
    const { rejected } = await request((send) => callRoute(send, putDevices, { query: {}, lines }));
    tally.reject(rejected.map(({ line, why }) => `inventory line ${line}: ${why}`));
    progress('loading', simulation.startAt);
  }
  for (const { id, facts } of simulation.updates()) {
    await request((send) => callRoute(send, putUpdate, { params: { id }, body: facts }));
  }
  for (const lines of chunks(simulation.history(), LINES_PER_REQUEST)) {
    if (!(await loadHistory(drill, lines))) break;
    progress('loading', simulation.startAt);
  }
}

/** False when the server has a history already, as after a drill that was broken off. */
async function loadHistory({ request, tally }: Drill, lines: HistoryLine[]): Promise<boolean> {
  try {
    const receipt = await request((send) => callRoute(send, putHistory, { lines }));
    tally.historyLines = (tally.historyLines ?? 0) + receipt.lines;
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 409) throw error;
    if (tally.historyLines === 0) tally.historyLines = null;
    return false;
  }
}

async function driveMinute(drill: Drill, minute: number): Promise<void> {
  const { simulation, pace, signal, tally, progress } = drill;
  const from = simulation.startAt + minute * MINUTE_MS;
  const held = await askGate(drill, minute);
  const reports = simulation.step(minute, (update, ring) => (held.has(`${update} ${ring}`) ? 'hold' : 'go'));
  let first = 0;
  for (let clock = from; clock < from + MINUTE_MS; ) {
    const completed = clock;
    clock = await pace.next(completed, from + MINUTE_MS);
    if (signal.aborted) return;
    let last = first;
    while (last < reports.length && (reports[last]?.at ?? 0) < clock) last += 1;
    await sendSpan(drill, reports.slice(first, last), completed, clock);
    first = last;
    if (clock === from + MINUTE_MS) tally.fleetMinutes += 1;
    progress('driving', clock);
  }
}

async function askGate({ simulation, request }: Drill, minute: number): Promise<Set<string>> {
  const asks = simulation.asks(minute);
  const answers = await Promise.all(asks.map((query) => request((send) => callRoute(send, getGate, { query }))));
  return new Set(
    asks.filter((_, nth) => answers[nth]?.decision === 'hold').map(({ update, ring }) => `${update} ${ring}`),
  );
}

/** Sends the reports from fleet time `completed` up to `clock`; only the last batch, after all others, says `clock`. */
async function sendSpan(drill: Drill, reports: readonly Report[], completed: number, clock: number): Promise<void> {
  const tail = Math.max(0, reports.length - REPORTS_PER_REQUEST);
  const round = LANES * REPORTS_PER_REQUEST;
  for (let first = 0; first < tail; first += round) {
    await Promise.all(
      lanesOf(reports.slice(first, Math.min(tail, first + round))).map(async (lane) => {
        for (let at = 0; at < lane.length; at += REPORTS_PER_REQUEST) {
          await post(drill, lane.slice(at, at + REPORTS_PER_REQUEST), completed);
        }
      }),
    );
  }
  await post(drill, reports.slice(tail), clock);
}

/** Splits reports by device, so that those of one device stay in order while lanes run side by side. */
function lanesOf(reports: readonly Report[]): Report[][] {
  const lanes: Report[][] = Array.from({ length: LANES }, () => []);
  for (const report of reports) lanes[report.device.charCodeAt(report.device.length - 1) % LANES]?.push(report);
  return lanes;
}

/** `sentAt` equals `clock`, so that nobody takes the drill for a device with a wrong clock. */
async function post(drill: Drill, reports: Report[], clock: number): Promise<void> {
  const { speed, now, request, tally } = drill;
  const body = { sentAt: clock, clock, speed, reports };
  const sentAt = now();
  const receipt = await request((send) => callRoute(send, postReports, { body }));
  const reasons = receipt.rejected.map(({ why }) => why);
  tally.acknowledged(reports.length, receipt.accepted, receipt.duplicates, reasons, now() - sentAt);
}

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
