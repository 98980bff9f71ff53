import { expect, it } from 'vitest';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from './apply-report.ts';
import { FleetState } from './fleet-state.ts';
import { hash64 } from './hash.ts';
import { updateMinuteRows } from './minute-rows.ts';

const T0 = Date.UTC(2024, 6, 19, 4) / 1000;

it('has a row for every ring and sector in which a device has the update, be it only one that was switched off', () => {
  const fleet = new FleetState(DEFAULT_RINGS, T0);
  const labels = { ring: 'Canary', sector: 'air', class: 'always-on' };
  const told = (at: number, report: Record<string, unknown>) =>
    applyReport(fleet, {
      device: hash64('d'),
      at,
      report: { device: 'd', at: at * 1000, ...report } as Report,
    });
  told(T0, { kind: 'heartbeat', boot: 'b', labels });
  expect(updateMinuteRows(fleet)).toEqual([]);
  told(T0 + 1, { kind: 'update.installed', update: 'a/x@1', activation: 'live' });
  told(T0 + 2, { kind: 'shutdown', boot: 'b', intent: 'off' });
  expect(updateMinuteRows(fleet)).toMatchObject([{ update: 'a/x@1', ring: 'Canary', sector: 'air', censored: 1 }]);
});
