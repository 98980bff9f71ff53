/** Lives of devices, drawn: what they report, and how it arrives. For properties. */
import fc from 'fast-check';
import type { Report } from '#contract/report.ts';
import { DEFAULT_RINGS } from '#contract/words.ts';
import { applyReport } from '../apply-report.ts';
import { advance } from '../fleet.ts';
import { FleetState } from '../fleet-state.ts';
import { hash64 } from '../hash.ts';
import { T0 } from './tell-fleet.ts';

export const UPDATES = ['a/x@1', 'b/y@2'] as const;
export const RINGS = ['Canary', 'Pilot'];
export const SECTORS = ['air', 'bank'];

export const arrival = (report: Report) => ({
  device: hash64(report.device),
  at: Math.floor(report.at / 1000),
  report,
});

/** A physically possible life of one device: what it reports, in order of time. */
const life = (device: string) =>
  fc
    .array(
      fc.record({
        what: fc.constantFrom(
          'beats',
          'beats',
          'crash-loop',
          'dies',
          'sleep',
          'restart',
          'install',
          'move',
          'dump',
          'gone',
        ),
        gap: fc.integer({ min: 3, max: 900 }),
        pick: fc.nat(3),
      }),
      { minLength: 2, maxLength: 14 },
    )
    .map((steps) => {
      const reports: Report[] = [];
      let t = T0 + (device.length % 7);
      let boot = 0;
      let running = false;
      const push = (report: Record<string, unknown>) => reports.push({ device, at: t * 1000, ...report } as Report);
      const start = (extra: Record<string, unknown> = {}) =>
        push({ kind: 'boot.started', boot: `${device}-${++boot}`, ...extra });
      const run = () => {
        start();
        t += 40;
        push({ kind: 'boot.completed', boot: `${device}-${boot}` });
        running = true;
      };
      const labels = (pick: number) => ({ ring: RINGS[pick % 2], sector: SECTORS[pick >> 1], class: 'always-on' });
      push({ kind: 'update.offered', update: UPDATES[0], labels: labels(0) });
      for (const { what, gap, pick } of steps) {
        t += gap;
        if (!running && what !== 'crash-loop' && what !== 'dump') run();
        if (what === 'beats') {
          for (let n = 0; n <= pick; n++, t += 55) push({ kind: 'heartbeat', boot: `${device}-${boot}`, everySec: 60 });
        } else if (what === 'crash-loop') {
          for (let n = 0; n <= pick; n++, t += 150) {
            start(n % 2 ? { previous: { clean: false, crash: { code: '0x50', module: 'm.sys' } } } : {});
          }
          running = false;
        } else if (what === 'dies') running = false;
        else if (what === 'sleep') {
          push({ kind: 'shutdown', boot: `${device}-${boot}`, intent: 'sleep' });
          t += 310 + gap;
          push({ kind: 'heartbeat', boot: `${device}-${boot}`, everySec: 60 });
        } else if (what === 'restart') {
          push({ kind: 'shutdown', boot: `${device}-${boot}`, intent: pick === 0 ? 'off' : 'restart' });
          running = false;
        } else if (what === 'install') {
          push({ kind: 'update.installed', update: UPDATES[pick % 2], activation: pick > 1 ? 'reboot' : 'live' });
        } else if (what === 'move')
          push({ kind: 'heartbeat', boot: `${device}-${boot}`, everySec: 60, labels: labels(pick) });
        else if (what === 'dump') push({ kind: 'crash', code: '0x7E' });
        else push({ kind: 'gone' });
      }
      return firstInstallsOnly(reports);
    });

/** An update is installed once: later installs of the same update say nothing new. */
function firstInstallsOnly(reports: readonly Report[]): Report[] {
  const seen = new Set<string>();
  return reports.filter((r) => r.kind !== 'update.installed' || (!seen.has(r.update) && seen.add(r.update)));
}

const fleetOf = (...lives: fc.Arbitrary<Report[]>[]) => fc.tuple(...lives);
const eightDevices = fleetOf(...'abcdefgh'.split('').map((letter) => life(`device-${letter}`)));

/** Reports in order of arrival: 20 % up to 5 minutes late, 10 % twice, then neighbours shuffled. */
export const arrivals = fc
  .tuple(eightDevices, fc.array(fc.nat(99), { minLength: 64, maxLength: 64 }))
  .map(([lives, dice]) => {
    let n = 0;
    const roll = () => dice[n++ % dice.length];
    const sent = lives.flat().flatMap((report) => {
      const late = roll() < 20 ? roll() * 3 : roll() / 20;
      const first = { report, arrivesAt: report.at + late * 1000 };
      return roll() < 10 ? [first, { report, arrivesAt: first.arrivesAt + 7000 }] : [first];
    });
    return { lives, sent: sent.sort((a, b) => a.arrivesAt - b.arrivesAt) };
  });

/** A fleet that took these in, at the time `until`. */
export function run(sent: readonly { report: Report; arrivesAt: number }[], until: number): FleetState {
  const fleet = new FleetState(DEFAULT_RINGS, T0 - 60);
  for (const { report, arrivesAt } of sent) {
    applyReport(fleet, arrival(report));
    advance(fleet, Math.floor(arrivesAt / 1000));
  }
  advance(fleet, until);
  return fleet;
}
