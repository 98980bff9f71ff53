/** Fleets that tests of the API begin with. */
import * as z from 'zod/mini';
import type { Report } from '#contract/report.ts';
import { Snapshot } from '#contract/snapshot.ts';
import type { TestApi } from './make-api.ts';

export const UPDATE = 'crowdstrike/falcon-content@291';
export const PATH = '/api/updates/crowdstrike~falcon-content~291';

/** `count` devices that came up, were heard from, and got the update; `dead` of them are never heard again. */
export async function fleetWithFailure(api: TestApi, count: number, dead: number): Promise<void> {
  await api.send('PUT', PATH, { name: 'Falcon Sensor content 291', channel: 'falcon-content', reach: 'content' });
  const all = (make: (i: number) => Partial<Report> & { kind: Report['kind'] }, from = 0) =>
    api.report(
      Array.from({ length: count - from }, (_, i) => ({
        device: `d-${i + from}`,
        boot: `b-${i + from}`,
        ...make(i + from),
      })),
    );
  await all((i) => ({
    kind: 'boot.started',
    labels: { ring: i % 2 ? 'Pilot' : 'Canary', sector: 'airlines', class: 'server' },
  }));
  api.wait(30_000);
  await all(() => ({ kind: 'boot.completed' }));
  for (let minute = 0; minute < 3; minute++) {
    api.wait(60_000);
    await all(() => ({ kind: 'heartbeat', everySec: 60 }));
  }
  await all(() => ({ kind: 'update.installed', update: UPDATE, activation: 'live' }));
  // Four minutes until the verdicts are due, then until their minute closes.
  for (let minute = 0; minute < 8; minute++) {
    api.wait(60_000);
    await all(() => ({ kind: 'heartbeat', everySec: 60 }), dead);
  }
}

/** The same beside ten times as many devices without the update. */
export async function fleetAmongControls(api: TestApi, count: number, dead: number): Promise<void> {
  const beats = (from: number, to: number) =>
    api.report(
      Array.from({ length: to - from }, (_, i) => ({
        device: `d-${i + from}`,
        boot: `b-${i + from}`,
        kind: 'heartbeat' as const,
        everySec: 60,
        labels: { ring: 'Canary', sector: 'airlines', class: 'server' },
      })),
    );
  for (let minute = 0; minute < 12; minute++) {
    await beats(minute < 3 ? 0 : dead, count * 11);
    if (minute === 2) {
      await api.report(
        Array.from({ length: count }, (_, i) => ({
          device: `d-${i}`,
          kind: 'update.installed' as const,
          update: UPDATE,
          activation: 'live' as const,
        })),
      );
    }
    api.wait(60_000);
  }
}

export const snapshotOf = async (api: TestApi) => {
  api.wait(1_000);
  return z.parse(Snapshot, await api.json('/api/snapshot'));
};
