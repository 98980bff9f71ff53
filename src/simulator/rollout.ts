/** Rollouts: one update on its way through one ring, wave by wave, as far as the gate lets it. */
import type { ScenarioUpdate } from '#contract/scenario.ts';
import { POWER } from './device-state.ts';
import type { Fleet } from './fleet.ts';
import { labelOf, matcher, NO_VALUE, ringFor } from './fleet.ts';
import { MINUTE_MS } from './local-time.ts';
import { DRAW, unit } from './random.ts';
import type { World } from './world.ts';

/** May this update go to this ring now? */
export type Gate = (update: string, ring: string) => 'go' | 'hold';

interface Rollout {
  readonly update: number;
  readonly ring: number;
  readonly startMinute: number;
  /** Wave `w` is `devices[starts[w]]` up to `devices[starts[w + 1]]`. */
  readonly devices: Uint32Array;
  readonly starts: Uint32Array;
  /** Waves done. A hold stops it, so the rollout goes on where it stood. */
  done: number;
  /** Missed their wave and are back. */
  late: number[];
}

export class Rollouts {
  readonly #updates: readonly ScenarioUpdate[];
  readonly #fleet: Fleet;
  readonly #rollouts: Rollout[] = [];

  constructor(updates: readonly ScenarioUpdate[], fleet: Fleet) {
    this.#updates = updates;
    this.#fleet = fleet;
    for (const [index, update] of updates.entries()) this.#rollouts.push(...planRollouts(fleet, update, index));
  }

  /** What wants to install in this minute and has to ask the gate first. */
  asks(minute: number): { update: string; ring: string }[] {
    return this.#rollouts
      .filter((rollout) => this.#wants(rollout, minute) && this.#updates[rollout.update]?.gated !== false)
      .map((rollout) => this.#nameOf(rollout));
  }

  /** Asks the gate and starts the installs of this minute. */
  roll(world: World, minute: number, gate: Gate): void {
    for (const rollout of this.#rollouts) {
      if (!this.#wants(rollout, minute)) {
        if (this.#isUnderWay(rollout, minute)) rollout.done += 1;
        continue;
      }
      const { update, ring } = this.#nameOf(rollout);
      if (this.#updates[rollout.update]?.gated !== false && gate(update, ring) === 'hold') continue;
      this.#installWave(world, rollout, minute);
    }
  }

  /** A device is on again: whatever it missed may reach it from the next minute on. */
  returned(world: World, device: number): void {
    const missed = world.state.missed[device] ?? 0;
    for (const rollout of this.#rollouts) {
      if ((missed & (1 << rollout.update)) === 0) continue;
      if (this.#ringOf(rollout.update, device) === rollout.ring) rollout.late.push(device);
    }
  }

  #isUnderWay({ update, startMinute, done, starts }: Rollout, minute: number): boolean {
    const withdrawnAt = this.#updates[update]?.withdrawn?.atMinute ?? Number.POSITIVE_INFINITY;
    return minute >= startMinute && minute < withdrawnAt && done < starts.length - 1;
  }

  #wants(rollout: Rollout, minute: number): boolean {
    const { starts, done, late, update } = rollout;
    const withdrawnAt = this.#updates[update]?.withdrawn?.atMinute ?? Number.POSITIVE_INFINITY;
    if (late.length > 0 && minute < withdrawnAt) return true;
    return this.#isUnderWay(rollout, minute) && starts[done] !== starts[done + 1];
  }

  #installWave(world: World, rollout: Rollout, minute: number): void {
    const late = rollout.late;
    rollout.late = [];
    for (const device of late) {
      if ((world.state.missed[device] ?? 0) & (1 << rollout.update)) this.#offer(world, rollout, device, minute);
    }
    if (!this.#isUnderWay(rollout, minute)) return;
    const end = rollout.starts[rollout.done + 1] ?? 0;
    for (let nth = rollout.starts[rollout.done] ?? 0; nth < end; nth += 1) {
      this.#offer(world, rollout, rollout.devices[nth] ?? 0, minute);
    }
    rollout.done += 1;
  }

  #offer({ state, startAt, wake }: World, rollout: Rollout, device: number, minute: number): void {
    const bit = 1 << rollout.update;
    const on = state.power[device] === POWER.on;
    const reached = on && state.offline[device] === 0 && state.siteDark[this.#fleet.site[device] ?? 0] === 0;
    if (!reached || state.installAt[device] !== Number.POSITIVE_INFINITY) {
      state.missed[device] = (state.missed[device] ?? 0) | bit;
      if (on) rollout.late.push(device);
      return;
    }
    state.missed[device] = (state.missed[device] ?? 0) & ~bit;
    const draw = unit(this.#fleet.seed, DRAW.installTime, device, rollout.update);
    state.installAt[device] = startAt + minute * MINUTE_MS + Math.floor(draw * MINUTE_MS);
    state.installing[device] = rollout.update;
    wake(device);
  }

  #ringOf(update: number, device: number): number {
    return ringFor(this.#fleet, device, this.#updates[update]?.facts.channel);
  }

  #nameOf({ update, ring }: Rollout): { update: string; ring: string } {
    return { update: this.#updates[update]?.id ?? '', ring: this.#fleet.shape.rings[ring]?.ring ?? '' };
  }
}

function planRollouts(fleet: Fleet, update: ScenarioUpdate, index: number): Rollout[] {
  const members = update.waves.map((): number[] => []);
  const waveOfRing = fleet.shape.rings.map(({ ring }) => update.waves.findIndex((wave) => wave.ring === ring));
  const fits = matcher(fleet, update.facts.target);
  for (let device = 0; device < fleet.size; device += 1) {
    const ring = ringFor(fleet, device, update.facts.channel);
    const wave = ring === NO_VALUE ? -1 : (waveOfRing[ring] ?? -1);
    if (wave >= 0 && fits(device)) members[wave]?.push(device);
  }
  const place = placeIn(fleet, update, index);
  return update.waves.map((wave, nth) => ({
    update: index,
    ring: waveOfRing.indexOf(nth),
    startMinute: Math.floor(wave.startMinute),
    ...sortIntoWaves(members[nth] ?? [], Math.ceil(wave.overMinutes), place),
    done: 0,
    late: [],
  }));
}

function sortIntoWaves(members: readonly number[], waves: number, place: (device: number) => number) {
  const waveOf = Uint32Array.from(members, (device) => Math.min(waves - 1, Math.floor(place(device) * waves)));
  const starts = new Uint32Array(waves + 1);
  for (const wave of waveOf) starts[wave + 1] = (starts[wave + 1] ?? 0) + 1;
  for (let wave = 1; wave <= waves; wave += 1) starts[wave] = (starts[wave] ?? 0) + (starts[wave - 1] ?? 0);
  const free = starts.slice();
  const devices = new Uint32Array(members.length);
  for (const [nth, device] of members.entries()) {
    const wave = waveOf[nth] ?? 0;
    devices[free[wave] ?? 0] = device;
    free[wave] = (free[wave] ?? 0) + 1;
  }
  return { devices, starts };
}

/** The place of a device in the order of its ring, from 0 to below 1. */
function placeIn(fleet: Fleet, { order = 'random' }: ScenarioUpdate, index: number): (device: number) => number {
  const own = (device: number) => unit(fleet.seed, DRAW.rollout, device, index * 2);
  if (order === 'random') return own;
  if (order === 'site') return (device) => unit(fleet.seed, DRAW.rollout, fleet.site[device] ?? 0, index * 2 + 1);
  const steps = order.values.length + 1;
  return (device) => {
    const step = order.values.indexOf(labelOf(fleet, device, order.label) ?? '');
    return ((step < 0 ? steps - 1 : step) + own(device)) / steps;
  };
}
