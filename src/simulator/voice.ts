/** What devices say, and whether anybody hears it. */
import type { Report } from '#contract/report.ts';
import type { Scenario } from '#contract/scenario.ts';
import { type DeviceState, POWER } from './device-state.ts';
import type { Fleet } from './fleet.ts';
import type { MinuteSheet } from './minute-sheet.ts';
import type { TrialList } from './trials/trial-list.ts';

type Previous = Extract<Report, { kind: 'boot.started' }>['previous'];

const bootNames: string[] = [];
function bootName(boot: number): string {
  bootNames[boot] ??= `b${boot}`;
  return bootNames[boot];
}

/** Who listens: reports are written to the sheet of the minute, and noted for the list of trials. */
export interface Listeners {
  readonly sheet: MinuteSheet | undefined;
  readonly trials: TrialList | undefined;
}

const toSec = (ms: number): number => Math.floor(ms / 1000);

/** Lets devices speak; what is sent into a silence is lost. */
export class Voice {
  readonly #fleet: Fleet;
  readonly #state: DeviceState;
  readonly #sheet: MinuteSheet | undefined;
  readonly #trials: TrialList | undefined;
  readonly #everySec: Uint16Array;
  readonly #updates: Scenario['updates'];
  readonly #listedBits: number;

  constructor(fleet: Fleet, state: DeviceState, updates: Scenario['updates'], { sheet, trials }: Listeners) {
    this.#fleet = fleet;
    this.#state = state;
    this.#sheet = sheet;
    this.#trials = trials;
    this.#updates = updates;
    this.#everySec = Uint16Array.from(fleet.shape.classes, ({ everySec }) => everySec);
    this.#listedBits = updates.reduce((bits, { listed }, index) => (listed ? bits | (1 << index) : bits), 0);
  }

  /** Whether anybody listens to this heartbeat: without a sheet, only those of devices on trial say anything. */
  needsBeat(device: number): boolean {
    return this.#sheet !== undefined || this.#trials?.awaiting[device] === 1;
  }

  /** When a device that is on was last heard, had anybody listened: epoch seconds, `Infinity` while it can be heard. */
  audibleAt(device: number): number {
    const { power, muted, beatAt, siteDark, siteDarkAt } = this.#state;
    const site = this.#fleet.site[device] ?? 0;
    if (power[device] !== POWER.on || muted[device] !== 0) return 0;
    if (siteDark[site] === 0) return Number.POSITIVE_INFINITY;
    const darkAt = siteDarkAt[site] ?? 0;
    const behind = (darkAt - (beatAt[device] ?? 0)) % this.beatMs(device);
    return toSec(darkAt - (behind < 0 ? behind + this.beatMs(device) : behind));
  }

  /** Milliseconds between two heartbeats of a device. */
  beatMs(device: number): number {
    return (this.#everySec[this.#fleet.class[device] ?? 0] ?? 60) * 1000;
  }

  heartbeat(device: number, at: number): void {
    if (!this.#heard(device, at)) return;
    const boot = this.#state.boot[device] ?? 0;
    const listed = this.#state.tells[device] ? this.#listed(device) : [];
    if (listed.length > 0) this.#state.tells[device] = 0;
    this.#trials?.beat(device, boot, toSec(at), listed);
    if (!this.#sheet) return;
    const everySec = this.#everySec[this.#fleet.class[device] ?? 0] ?? 60;
    const report: Report = { device: this.#name(device), at, kind: 'heartbeat', boot: bootName(boot), everySec };
    const updates = listed.map((index) => this.#updates[index]?.id ?? '');
    this.#sheet.write(updates.length > 0 ? { ...report, updates } : report);
  }

  started(device: number, at: number, previous: Previous, earlier: number[]): void {
    if (!this.#heard(device, at)) return;
    // Earlier starts are told as so many seconds before this one.
    const before = earlier.map((start) => toSec(at) - Math.round((at - start) / 1000));
    this.#trials?.started(device, toSec(at), before);
    const boot = bootName(this.#state.boot[device] ?? 0);
    const told = earlier.length > 0 ? { earlier } : {};
    this.#sheet?.write({ device: this.#name(device), at, kind: 'boot.started', boot, previous, ...told });
  }

  completed(device: number, at: number, bootMs: number): void {
    if (!this.#heard(device, at)) return;
    const boot = this.#state.boot[device] ?? 0;
    this.#trials?.completed(device, boot, toSec(at));
    this.#sheet?.write({ device: this.#name(device), at, kind: 'boot.completed', boot: bootName(boot), bootMs });
  }

  shutdown(device: number, at: number, intent: 'restart' | 'off' | 'sleep'): void {
    if (!this.#heard(device, at)) return;
    this.#trials?.ended(device, toSec(at), intent);
    const boot = bootName(this.#state.boot[device] ?? 0);
    this.#sheet?.write({ device: this.#name(device), at, kind: 'shutdown', boot, intent });
  }

  crashed(device: number, at: number, crash: { code: string; module?: string | undefined }): void {
    const boot = bootName(this.#state.boot[device] ?? 0);
    if (this.#heard(device, at)) this.#sheet?.write({ device: this.#name(device), at, kind: 'crash', boot, ...crash });
  }

  installed(device: number, at: number, update: number): void {
    const { id, facts, reported } = this.#updates[update] ?? {};
    if (!id || reported === false || !this.#heard(device, at)) return;
    this.#trials?.installed(device, toSec(at), update);
    const activation = facts?.activation ?? 'live';
    this.#sheet?.write({ device: this.#name(device), at, kind: 'update.installed', update: id, activation });
  }

  reverted(device: number, at: number, update: number): void {
    const id = this.#updates[update]?.id;
    if (!id || !this.#heard(device, at)) return;
    this.#trials?.reverted(device, toSec(at), update);
    this.#sheet?.write({ device: this.#name(device), at, kind: 'update.reverted', update: id });
  }

  /** Indexes of the updates that a device's next heartbeat lists as active. */
  #listed(device: number): number[] {
    const bits = (this.#state.active[device] ?? 0) & this.#listedBits;
    return bits === 0 ? [] : [...this.#updates.keys()].filter((index) => bits & (1 << index));
  }

  #heard(device: number, at: number): boolean {
    const { muted, siteDark, siteDarkAt } = this.#state;
    const site = this.#fleet.site[device] ?? 0;
    return muted[device] === 0 && (siteDark[site] === 0 || at < (siteDarkAt[site] ?? 0));
  }

  #name(device: number): string {
    return this.#fleet.names[device] ?? '';
  }
}
