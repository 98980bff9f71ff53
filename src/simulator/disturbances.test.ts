import { describe, expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import type { Fault, Scenario } from '#contract/scenario.ts';
import { MINUTE_MS } from './local-time.ts';
import { healthy } from './scenarios/healthy.ts';
import { simulate } from './simulate.ts';

const EDGE = 'microsoft/edge@126.0.2592.87';
const LCU = 'microsoft/windows-lcu@KB5040442';

/** Nothing happens by itself, so that whatever is seen comes from what a test adds. */
const calm = {
  ...healthy,
  fleet: {
    ...healthy.fleet,
    classes: healthy.fleet.classes.map((entry) => ({ class: entry.class, share: entry.share, everySec: 60 })),
  },
  baseline: {
    ...healthy.baseline,
    failureShare: 0,
    restartsADay: 0,
    crashesADay: 0,
    siteOutages: { aDay: 0, minutes: [0, 0] },
  },
  updates: [],
  truth: { guilty: [], innocent: [], notes: '' },
} satisfies Scenario;

const fault = {
  cause: { by: 'push', startMinute: 10, overMinutes: 2 },
  share: 1,
  afterSeconds: [1, 2],
  startsHeard: 0,
  loopMinutes: [2, 4],
  recovery: {},
} satisfies Fault;

function run(scenario: Scenario, minutes: number, devices = 600) {
  const simulation = simulate(scenario, { devices, seed: 3 });
  const byMinute = Array.from({ length: minutes }, (_, minute) => simulation.step(minute, () => 'go'));
  const labels = new Map([...simulation.inventory()].map((line) => [line.device, line.labels]));
  const heard = (minute: number) => new Set(byMinute[minute]?.map(({ device }) => device));
  return { simulation, byMinute, labels, heard, reports: byMinute.flat() };
}

const kindsOf = (reports: readonly Report[]) => new Set(reports.map(({ kind }) => kind));

describe('an outage', () => {
  const outage = { where: { region: ['Europe'] }, startMinute: 10, untilMinute: 20, siteShare: 1 };

  it('of power ends in a boot that was not shut down cleanly', () => {
    const { labels, heard, byMinute } = run({ ...calm, outages: [{ ...outage, kind: 'power' }] }, 30);
    for (const device of heard(15)) expect(labels.get(device)?.region).not.toBe('Europe');
    expect(heard(25).size).toBe(600);
    const boots = byMinute.flat().filter((report) => report.kind === 'boot.started');
    expect(boots.length).toBe([...labels.values()].filter((own) => own?.region === 'Europe').length);
    for (const boot of boots) expect(boot.previous).toEqual({ clean: false });
  });

  it('of the network is silence, after which the same boot goes on', () => {
    const { labels, heard, reports } = run({ ...calm, outages: [{ ...outage, kind: 'network' }] }, 30);
    for (const device of heard(15)) expect(labels.get(device)?.region).not.toBe('Europe');
    expect(heard(20).size).toBe(600);
    expect(kindsOf(reports)).toEqual(new Set(['heartbeat']));
  });

  it('takes whole sites', () => {
    const some = { startMinute: 10, untilMinute: 20, siteShare: 0.5, kind: 'network' } as const;
    const { labels, heard } = run({ ...calm, outages: [some] }, 16, 2_000);
    const dark = Map.groupBy(labels, ([, own]) => own?.site);
    for (const members of dark.values()) {
      const shares = new Set(members.map(([device]) => heard(15).has(device)));
      expect(shares.size).toBe(1);
    }
  });
});

describe('sleepers', () => {
  const sleepers = { startMinute: 10, untilMinute: 20, share: 0.4, spreadMinutes: 2 };

  it('that say nothing are only silent', () => {
    const { heard, reports } = run({ ...calm, sleepers: [{ ...sleepers, announced: false }] }, 30);
    expect(heard(15).size / 600).toBeCloseTo(0.6, 1);
    expect(heard(25).size).toBe(600);
    expect(kindsOf(reports)).toEqual(new Set(['heartbeat']));
  });

  it('that say good night do so once', () => {
    const { heard, reports } = run({ ...calm, sleepers: [{ ...sleepers, announced: true }] }, 30);
    expect(reports.filter(({ kind }) => kind === 'shutdown').length).toBe(600 - heard(15).size);
  });
});

describe('an unusual night', () => {
  it('lets devices do what they had planned until they leave', () => {
    const busy = { ...calm, baseline: { ...calm.baseline, restartsADay: 24 } };
    const night = { share: 1, announced: false, startMinute: 30, untilMinute: 200, spreadMinutes: 60 };
    const restarts = (scenario: Scenario) =>
      run(scenario, 40)
        .byMinute.slice(30)
        .flat()
        .filter((report) => report.kind === 'shutdown' && report.intent === 'restart').length;
    const asUsual = restarts(busy);
    expect(asUsual).toBeGreaterThan(50);
    // A sixth of them has left by then.
    expect(restarts({ ...busy, sleepers: [night] })).toBeGreaterThan(asUsual * 0.75);
  });
});

describe('a fault', () => {
  const wave = (ring: string) => ({ ring, startMinute: 5, overMinutes: 2 });
  const waves = ['Canary', 'Pilot', 'Early', 'Broad'].map(wave);
  const edge = { id: EDGE, facts: { activation: 'live' }, waves } as const;

  it('of somebody else hits one cell and needs no update', () => {
    const third = { ...fault, where: { sector: ['Healthcare'] }, share: 0.3 };
    const { simulation, labels, reports } = run({ ...calm, faults: [third] }, 20, 3_000);
    const cell = [...labels].filter(([, own]) => own?.sector === 'Healthcare').length;
    expect(simulation.hits().length / cell).toBeCloseTo(0.3, 1);
    for (const { device } of simulation.hits()) expect(labels.get(device)?.sector).toBe('Healthcare');
    expect(kindsOf(reports)).toEqual(new Set(['heartbeat']));
  });

  it('of two updates together spares the devices that have only one', () => {
    const lcu = { ...edge, id: LCU, facts: { ...edge.facts, target: { sector: ['Retail'] } } };
    const both = { ...fault, cause: { by: 'updates' as const, updates: [EDGE, LCU] } };
    const { simulation, labels } = run({ ...calm, updates: [edge, lcu], faults: [both] }, 20);
    const retail = [...labels].filter(([, own]) => own?.sector === 'Retail').length;
    expect(simulation.hits().length).toBe(retail);
  });

  it('takes its site with it', () => {
    const canary = { ...fault, share: 0.05, takesSite: true };
    const { simulation, labels, heard } = run({ ...calm, faults: [canary] }, 20);
    const sites = new Set(simulation.hits().map(({ device }) => labels.get(device)?.site));
    for (const [device, own] of labels) expect(heard(16).has(device)).toBe(!sites.has(own?.site));
  });

  it('of an update nobody reports is learnt of when it is taken off', () => {
    const unreported = { ...edge, reported: false, announced: false };
    const mended = {
      ...fault,
      cause: { by: 'updates' as const, updates: [EDGE] },
      recovery: { byItself: { share: 1, startMinute: 30, overMinutes: 5 } },
    };
    const { simulation, reports } = run({ ...calm, updates: [unreported], faults: [mended] }, 45);
    expect(simulation.updates()).toEqual([]);
    expect(kindsOf(reports).has('update.installed')).toBe(false);
    const reverts = reports.filter(({ kind }) => kind === 'update.reverted');
    expect(reverts.length).toBe(600);
    expect(reverts.every(({ at }) => at >= simulation.startAt + 30 * MINUTE_MS)).toBe(true);
  });
});

describe('an update', () => {
  it('that needs a restart and two more makes three, each announced, and one completion', () => {
    const facts = { activation: 'reboot', expectedReboots: 2 } as const;
    const waves = [{ ring: 'Canary', startMinute: 2, overMinutes: 1 }];
    const update = { id: LCU, facts, waves, restartAfterMinutes: [1, 2] as [number, number] };
    const { reports } = run({ ...calm, updates: [update] }, 30);
    const [installed] = reports.filter(({ kind }) => kind === 'update.installed');
    const life = reports.filter(({ device, kind }) => device === installed?.device && kind !== 'heartbeat');
    expect(life.map(({ kind }) => kind)).toEqual([
      'update.installed',
      ...Array.from({ length: 3 }, () => ['shutdown', 'boot.started']).flat(),
      'boot.completed',
    ]);
  });

  it('makes as many restarts as it makes, whatever is expected of it', () => {
    const facts = { activation: 'reboot', expectedReboots: 1 } as const;
    const waves = [{ ring: 'Early', startMinute: 2, overMinutes: 1 }];
    const spans = { restartAfterMinutes: [1, 2] as [number, number], furtherRestarts: [1, 3] as [number, number] };
    const { reports } = run({ ...calm, updates: [{ id: LCU, facts, waves, ...spans }] }, 30);
    const starts = Map.groupBy(
      reports.filter(({ kind }) => kind === 'boot.started'),
      ({ device }) => device,
    );
    expect(new Set([...starts.values()].map(({ length }) => length))).toEqual(new Set([2, 3, 4]));
  });

  it('goes site by site, or by a label, where the scenario says so', () => {
    const waves = [{ ring: 'Broad', startMinute: 1, overMinutes: 12 }];
    const order = { label: 'sector', values: ['Media', 'Retail'] };
    const { reports, labels } = run({ ...calm, updates: [{ id: EDGE, facts: {}, waves, order }] }, 15);
    const sectors = reports.flatMap((report) =>
      report.kind === 'update.installed' ? [labels.get(report.device)?.sector ?? ''] : [],
    );
    expect([...new Set(sectors)].slice(0, 2)).toEqual(['Media', 'Retail']);
    expect(sectors.lastIndexOf('Media')).toBeLessThan(sectors.indexOf('Retail'));
  });

  it('follows the ring of its channel where one differs', () => {
    const fleet = {
      ...calm.fleet,
      ringOverrides: [{ channel: 'c', ring: 'Canary', share: 1, where: { sector: ['Media'] } }],
    };
    const waves = [{ ring: 'Canary', startMinute: 1, overMinutes: 1 }];
    const { simulation, reports, labels } = run(
      { ...calm, fleet, updates: [{ id: EDGE, facts: { channel: 'c' }, waves }] },
      4,
    );
    const media = [...labels].filter(([, own]) => own?.sector === 'Media').map(([device]) => device);
    const installed = new Set(reports.filter(({ kind }) => kind === 'update.installed').map(({ device }) => device));
    for (const device of media) expect(installed.has(device)).toBe(true);
    const overridden = [...simulation.inventory()].filter(({ rings }) => rings?.c === 'Canary');
    expect(overridden.length).toBeGreaterThan(media.length / 2);
  });
});
