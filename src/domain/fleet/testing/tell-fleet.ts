/** A fleet that is told what devices report, and hands out its blocks of trials: for tests. */
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { type ClosedBlock, TRIAL_KINDS } from '../../detection/trial-row.ts';
import { applyReport } from '../apply-report.ts';
import { advance } from '../fleet.ts';
import { FleetState } from '../fleet-state.ts';
import { hash64 } from '../hash.ts';
import { takeClosedBlocks } from '../trials.ts';

/** Epoch seconds. */
export const T0 = Date.UTC(2024, 6, 19, 4) / 1000;
type Fields<T> = T extends unknown ? Omit<T, 'device' | 'at'> : never;

/** All times in seconds after T0. */
export function tell() {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const blocks: ClosedBlock[] = [];
  const advanceTo = (at: number) => {
    for (let minute = Math.floor((fleet.now - T0) / 60) + 1; minute * 60 <= at; minute++) {
      advance(fleet, T0 + minute * 60);
      blocks.push(...takeClosedBlocks(fleet));
    }
  };
  const report = (device: string, at: number, fields: Fields<Report>) =>
    applyReport(fleet, { device: hash64(device), at: T0 + at, report: { device, at: (T0 + at) * 1000, ...fields } });
  return {
    fleet,
    advanceTo,
    report,
    beats: (device: string, ...times: number[]) => {
      for (const at of times) report(device, at, { kind: 'heartbeat', boot: `${device}-0`, everySec: 60 });
    },
    /** Rows by kind and change set: trials, loops, dark ones with a peer, dark ones without. */
    rows: (until: number) => {
      advanceTo(until);
      const sums = new Map<string, number[]>();
      for (const { rows } of blocks) {
        for (const { kind, changeSet, n, loop, darkCleared, darkSites } of rows) {
          const key = `${TRIAL_KINDS[kind]} ${changeSet.join('+')}`.trim();
          const [a, b, c, d] = sums.get(key) ?? [0, 0, 0, 0];
          sums.set(key, [a + n, b + loop, c + darkCleared, d + darkSites.length]);
        }
      }
      return Object.fromEntries(sums);
    },
    blocks,
  };
}

/** The starts of these minutes, in seconds. */
export const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => (from + i) * 60);
export const install = (update: string, activation: 'live' | 'reboot' = 'live') =>
  ({ kind: 'update.installed', update, activation }) as const;
