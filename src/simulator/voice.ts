/** What devices say, and whether anybody hears it. */
import type { Report } from '#contract/report.ts';
import type { Scenario } from '#contract/scenario.ts';
import type { DeviceState } from './device-state.ts';
import type { Fleet } from './fleet.ts';
import type { MinuteSheet } from './minute-sheet.ts';

type Previous = Extract<Report, { kind: 'boot.started' }>['previous'];

const bootNames: string[] = [];
function bootName(boot: number): string {
  bootNames[boot] ??= `b${boot}`;
  return bootNames[boot];
}

/** Writes the reports of devices to the sheet of the minute; what is sent into a silence is lost. */
export class Voice {
  readonly #fleet: Fleet;
  readonly #state: DeviceState;
  readonly #sheet: MinuteSheet;
  readonly #everySec: Uint16Array;
  readonly #updates: Scenario['updates'];
  readonly #listedBits: number;

  constructor(fleet: Fleet, state: DeviceState, sheet: MinuteSheet, updates: Scenario['updates']) {
    this.#fleet = fleet;
    this.#state = state;
    this.#sheet = sheet;
    this.#updates = updates;
    this.#everySec = Uint16Array.from(fleet.shape.classes, ({ everySec }) => everySec);
    this.#listedBits = updates.reduce((bits, { listed }, index) => (listed ? bits | (1 << index) : bits), 0);
  }

  /** Milliseconds between two heartbeats of a device. */
  beatMs(device: number): number {
    return (this.#everySec[this.#fleet.class[device] ?? 0] ?? 60) * 1000;
  }

  heartbeat(device: number, at: number): void {
    if (!this.#heard(device)) return;
    const everySec = this.#everySec[this.#fleet.class[device] ?? 0] ?? 60;
    const listed = this.#state.tells[device] ? this.#listed(device) : undefined;
    if (listed) this.#state.tells[device] = 0;
    const report: Report = {
      device: this.#name(device),
      at,
      kind: 'heartbeat',
      boot: bootName(this.#state.boot[device] ?? 0),
      everySec,
    };
    this.#sheet.write(listed ? { ...report, updates: listed } : report);
  }

  started(device: number, at: number, previous: Previous, earlier: number[]): void {
    const boot = bootName(this.#state.boot[device] ?? 0);
    this.#say(device, {
      device: this.#name(device),
      at,
      kind: 'boot.started',
      boot,
      previous,
      ...(earlier.length > 0 ? { earlier } : {}),
    });
  }

  completed(device: number, at: number, bootMs: number): void {
    const boot = bootName(this.#state.boot[device] ?? 0);
    this.#say(device, { device: this.#name(device), at, kind: 'boot.completed', boot, bootMs });
  }

  shutdown(device: number, at: number, intent: 'restart' | 'off' | 'sleep'): void {
    const boot = bootName(this.#state.boot[device] ?? 0);
    this.#say(device, { device: this.#name(device), at, kind: 'shutdown', boot, intent });
  }

  crashed(device: number, at: number, crash: { code: string; module?: string | undefined }): void {
    const boot = bootName(this.#state.boot[device] ?? 0);
    this.#say(device, { device: this.#name(device), at, kind: 'crash', boot, ...crash });
  }

  installed(device: number, at: number, update: number): void {
    const { id, facts, reported } = this.#updates[update] ?? {};
    if (!id || reported === false) return;
    const activation = facts?.activation ?? 'live';
    this.#say(device, { device: this.#name(device), at, kind: 'update.installed', update: id, activation });
  }

  reverted(device: number, at: number, update: number): void {
    const id = this.#updates[update]?.id;
    if (id) this.#say(device, { device: this.#name(device), at, kind: 'update.reverted', update: id });
  }

  #listed(device: number): string[] | undefined {
    const bits = (this.#state.active[device] ?? 0) & this.#listedBits;
    if (bits === 0) return undefined;
    return this.#updates.filter((_, index) => bits & (1 << index)).map(({ id }) => id);
  }

  #say(device: number, report: Report): void {
    if (this.#heard(device)) this.#sheet.write(report);
  }

  #heard(device: number): boolean {
    return this.#state.muted[device] === 0 && this.#state.siteDark[this.#fleet.site[device] ?? 0] === 0;
  }

  #name(device: number): string {
    return this.#fleet.names[device] ?? '';
  }
}
