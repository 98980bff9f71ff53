import { expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from '../fleet/apply-report.ts';
import { advance } from '../fleet/fleet.ts';
import { FleetState } from '../fleet/fleet-state.ts';
import { hash64 } from '../fleet/hash.ts';
import { EMPTY_LOG } from '../holds/log-state.ts';
import { buildSnapshot } from './snapshot.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
const STRUCK_AT = 7_200;
const END = STRUCK_AT + 1_200;
const INPUT = {
  judgements: { updates: [], culprits: [] },
  alarm: undefined,
  impaired: new Set<number>(),
  gateAsked: ({ placedAt: since }: { placedAt: number }) => ({ since, askedAt: null }),
  handedOver: new Map(),
  outages: [],
  log: EMPTY_LOG,
  recent: [],
  asOf: (T0 + END) * 1000,
  wallNow: (T0 + END) * 1000,
  drill: null,
  sectorName: 'Sector',
  troubles: [],
  history: undefined,
};
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

it('counts in an alarm who fell silent since, not who was down before or does answer', () => {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const apply = (device: string, at: number, fields: Fields<Report>) =>
    applyReport(fleet, { device: hash64(device), at: T0 + at, report: { device, at: (T0 + at) * 1000, ...fields } });
  const groups = [
    { name: 'fine', devices: 200, until: END },
    { name: 'long gone', devices: 5, until: 600 },
    { name: 'struck', devices: 30, until: STRUCK_AT },
    { name: 'looping', devices: 3, until: STRUCK_AT },
  ];
  for (let at = 0; at <= END; at += 60) {
    for (const { name, devices, until } of groups) {
      for (let n = 0; n < devices; n++) {
        if (at <= until) apply(`${name} ${n}`, at, { kind: 'heartbeat', boot: 'a', everySec: 60 });
        else if (name === 'looping') apply(`${name} ${n}`, at, { kind: 'boot.started', boot: `b-${at}` });
      }
    }
    advance(fleet, T0 + at + 60);
  }
  const since = (T0 + STRUCK_AT + 300) * 1000;
  const { verdict, fleetAlarm } = buildSnapshot({
    ...INPUT,
    fleet,
    alarm: { since, looked: { silent: 0, others: 0 }, common: [], spared: [] },
  });
  expect(verdict).toEqual({ state: 'unexplained', down: 38, due: 238 });
  expect(fleetAlarm?.silent).toEqual({ from: since - 60_000, devices: 30 });
});

it('looks at the newest update that says something, and lists the newest of all first', () => {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const installed = ['a/old@1', 'b/new@1', 'c/newest@1'].map((update, nth) => {
    const report: Report = { device: `pc-${nth}`, at: (T0 + nth * 60) * 1000, kind: 'update.installed', update };
    applyReport(fleet, { device: hash64(report.device), at: T0 + nth * 60, report });
    return fleet.updates.find(update);
  });
  const updates = installed
    .filter((update) => update !== undefined)
    .map((update) => ({
      update,
      counts: update.counters.total(),
      judgement: update.id === 'c/newest@1' ? ('too few' as const) : ('ok' as const),
      explainedBy: null,
      rollout: undefined,
    }))
    .toReversed();
  const snapshot = buildSnapshot({ ...INPUT, fleet, judgements: { updates, culprits: [] } });
  expect(snapshot.updates.map(({ id }) => id)).toEqual(['c/newest@1', 'b/new@1', 'a/old@1']);
  expect(snapshot.focus).toBe('b/new@1');
});
