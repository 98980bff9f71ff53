import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { HistoryLine } from '#contract/history.ts';
import { InventoryLine } from '#contract/inventory.ts';
import { Report } from '#contract/report.ts';
import type { Scenario } from '#contract/scenario.ts';
import { UpdateFacts } from '#contract/update.ts';
import { MINUTE_MS } from './local-time.ts';
import type { Gate } from './rollout.ts';
import { healthy } from './scenarios/healthy.ts';
import { july19 } from './scenarios/july-19.ts';
import { july19Staged } from './scenarios/july-19-staged.ts';
import { simulate } from './simulate.ts';

const GUILTY = 'crowdstrike/falcon-content@291';
const go: Gate = () => 'go';

function run(scenario: Scenario, devices: number, seed: number, minutes: number, gate: Gate = go) {
  const simulation = simulate(scenario, { devices, seed });
  const byMinute = Array.from({ length: minutes }, (_, minute) => simulation.step(minute, gate));
  return { simulation, byMinute, reports: byMinute.flat() };
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('the same run twice', () => {
  it('gives the same reports for the same seed, and others for another', () => {
    const first = run(july19Staged, 400, 7, 60);
    expect(run(july19Staged, 400, 7, 60).reports).toEqual(first.reports);
    expect(run(july19Staged, 400, 8, 60).reports).not.toEqual(first.reports);
    expect([...first.simulation.history()]).toEqual([...simulate(july19Staged, { devices: 400, seed: 7 }).history()]);
  });

  it('leaves other updates alone when one is held', () => {
    const installs = (gate: Gate) =>
      run(healthy, 600, 3, 120, gate).reports.filter((report) => report.kind === 'update.installed');
    const held = installs((update) => (update === GUILTY ? 'hold' : 'go'));
    const free = installs(go).filter(({ update }) => update !== GUILTY);
    expect(held).toEqual(free);
  });

  it('asks the gate for what it announced', () => {
    const simulation = simulate(july19Staged, { devices: 800, seed: 5 });
    for (let minute = 0; minute < 130; minute += 1) {
      const announced = simulation.asks(minute).map(({ update, ring }) => `${update} ${ring}`);
      const asked: string[] = [];
      simulation.step(minute, (update, ring) => {
        asked.push(`${update} ${ring}`);
        return 'go';
      });
      expect(asked).toEqual(announced);
    }
  });
});

describe('a hold', () => {
  const installsOf = (byMinute: Report[][], update: string) =>
    byMinute.map((reports) =>
      reports.filter((report) => report.kind === 'update.installed' && report.update === update),
    );

  it('stops installs at once and lets them go on where they stood', () => {
    let minute = 0;
    const simulation = simulate(healthy, { devices: 4_000, seed: 2 });
    const byMinute: Report[][] = [];
    for (; minute < 110; minute += 1) {
      const holds = minute >= 50 && minute < 80;
      byMinute.push(simulation.step(minute, (update) => (holds && update === GUILTY ? 'hold' : 'go')));
    }
    const counts = installsOf(byMinute, GUILTY).map((reports) => reports.length);
    const between = (from: number, until: number) => counts.slice(from, until).reduce((sum, count) => sum + count, 0);
    expect(between(40, 50)).toBeGreaterThan(10);
    expect(between(50, 80)).toBe(0);
    expect(between(80, 110)).toBeGreaterThan(30);
    expect(Math.max(...counts.slice(80))).toBeLessThan(3 * Math.max(...counts.slice(40, 50)));
  });

  it('installs an update at most once a device', () => {
    const { reports } = run(july19Staged, 1_000, 4, 300);
    const installs = reports.flatMap((report) =>
      report.kind === 'update.installed' ? [`${report.device} ${report.update}`] : [],
    );
    expect(new Set(installs).size).toBe(installs.length);
  });
});

describe('what devices send', () => {
  it('is valid, in order of time and inside its minute', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { simulation, byMinute } = run(july19, 120, seed, 40);
        for (const [minute, reports] of byMinute.entries()) {
          const from = simulation.startAt + minute * MINUTE_MS;
          let last = from;
          for (const report of reports) {
            expect(z.safeParse(Report, report).success).toBe(true);
            expect(report.at).toBeGreaterThanOrEqual(last);
            expect(report.at).toBeLessThan(from + MINUTE_MS);
            last = report.at;
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  it('fits a life: boots follow each other, and a device that is off is quiet', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const lives = Map.groupBy(run(july19, 200, seed, 300).reports, ({ device }) => device);
        for (const life of lives.values()) checkLife(life);
      }),
      { numRuns: 5 },
    );
  });

  it('is silence from a collector that hears nobody, and the fleet lives on', () => {
    const deaf = { ...healthy, collectorFaults: [{ startMinute: 20, untilMinute: 25 }] };
    const { byMinute } = run(deaf, 300, 1, 40);
    const { byMinute: heard } = run(healthy, 300, 1, 40);
    expect(byMinute.map((reports) => reports.length)).toEqual(
      heard.map((reports, minute) => (minute >= 20 && minute < 25 ? 0 : reports.length)),
    );
  });
});

function checkLife(life: readonly Report[]) {
  let boot = 0;
  let down = false;
  for (const report of life) {
    if ('boot' in report && report.boot) {
      const number = Number(report.boot.slice(1));
      expect(number).toBeGreaterThanOrEqual(boot);
      if (report.kind === 'boot.started') expect(number).toBeGreaterThan(boot);
      boot = number;
    }
    // After sleep the same boot goes on, after off or a restart a new one starts.
    if (down) expect(['heartbeat', 'boot.started', 'update.reverted', 'update.installed']).toContain(report.kind);
    down = report.kind === 'shutdown';
    if (down && report.kind === 'shutdown') expect(report.boot).toBe(`b${boot}`);
  }
}

describe('a fault', () => {
  const { simulation, reports } = run(july19, 6_000, 11, 200);
  const labels = new Map([...simulation.inventory()].map(({ device, labels }) => [device, labels]));
  const exposed = new Map(
    reports.flatMap((report) =>
      report.kind === 'update.installed' && report.update === GUILTY ? [[report.device, report.at] as const] : [],
    ),
  );
  const hits = simulation.hits();

  it('hits only exposed Windows hosts, soon after the install, in its share', () => {
    const delays = hits.map(({ device, at }) => at - (exposed.get(device) ?? 0));
    expect(Math.min(...delays)).toBeGreaterThan(0);
    // A host that shuts down in between crashes when it is back.
    expect(delays.filter((delay) => delay <= 20_000).length / hits.length).toBeGreaterThan(0.98);
    for (const { device } of hits) expect(labels.get(device)?.os).toBe('windows');
    expect(hits.length / exposed.size).toBeGreaterThan(0.88);
    expect(hits.length / exposed.size).toBeLessThan(0.92);
  });

  it('is heard of from 30 % of the hosts, with the crash of the boot before', () => {
    const recoverAt = simulation.startAt + 88 * MINUTE_MS;
    const crashes = new Map(hits.map(({ device, at }) => [device, at]));
    const heard = new Set<string>();
    for (const report of reports) {
      const crashedAt = crashes.get(report.device) ?? Number.POSITIVE_INFINITY;
      if (report.at <= crashedAt || report.at >= recoverAt) continue;
      expect(report.kind).toBe('boot.started');
      if (report.kind === 'boot.started') expect(report.previous?.crash?.module).toBe('csagent.sys');
      heard.add(report.device);
    }
    expect(heard.size / hits.length).toBeGreaterThan(0.27);
    expect(heard.size / hits.length).toBeLessThan(0.33);
  });

  it('ends with a boot that tells of the starts nobody heard, the revert and heartbeats', () => {
    const told = reports.find((report) => report.kind === 'boot.started' && (report.earlier?.length ?? 0) > 3);
    const after = reports.filter(({ device, at }) => device === told?.device && at >= (told?.at ?? 0));
    expect(after.slice(0, 4).map(({ kind }) => kind)).toEqual([
      'boot.started',
      'update.reverted',
      'boot.completed',
      'heartbeat',
    ]);
  });
});

describe('what is told before the start', () => {
  const simulation = simulate(july19Staged, { devices: 20_000, seed: 1 });

  it('is an inventory with rings of 50, 500, 4,000 and the rest', () => {
    const lines = [...simulation.inventory()];
    const sizes = new Map<string | undefined, number>();
    for (const { labels } of lines) sizes.set(labels?.ring, (sizes.get(labels?.ring) ?? 0) + 1);
    expect(Object.fromEntries(sizes)).toEqual({ Canary: 50, Pilot: 500, Early: 4_000, Broad: 15_450 });
    expect(z.safeParse(z.array(InventoryLine), lines.slice(0, 500)).success).toBe(true);
    expect(new Set(lines.map(({ device }) => device)).size).toBe(20_000);
  });

  it('is a plan of Canary at 04:09, Pilot 30, Early 90 and Broad 210 minutes later', () => {
    const facts = simulation.updates().find(({ id }) => id === GUILTY)?.facts;
    const releasedAt = Date.parse('2024-07-19T04:09:00Z');
    expect(facts?.plan?.map(({ ring, startsAt }) => [ring, (startsAt - releasedAt) / MINUTE_MS])).toEqual([
      ['Canary', 0],
      ['Pilot', 30],
      ['Early', 90],
      ['Broad', 210],
    ]);
    for (const update of simulation.updates()) expect(z.safeParse(UpdateFacts, update.facts).success).toBe(true);
  });

  it('is a history of sane size whose boots fail as often as the fleet does', () => {
    const lines = [...simulation.history()];
    expect(lines.length).toBeLessThanOrEqual(100_000);
    expect(z.safeParse(z.array(HistoryLine), lines.slice(0, 500)).success).toBe(true);
    const boots = lines.filter(({ kind }) => kind === 'boot');
    const sum = (of: 'n' | 'x') => boots.reduce((total, line) => total + line[of], 0);
    expect(sum('x') / sum('n')).toBeGreaterThan(0.0027);
    expect(sum('x') / sum('n')).toBeLessThan(0.0033);
    expect(Math.max(...lines.map(({ hour }) => hour))).toBeLessThan(simulation.startAt);
  });
});

it('asks for minutes in their order', () => {
  expect(() => simulate(healthy, { devices: 5, seed: 1 }).step(3, go)).toThrow(RangeError);
});
