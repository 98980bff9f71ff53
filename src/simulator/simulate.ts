/** A simulated fleet: the same scenario, seed and gate answers give the same reports, always. */
import type { HistoryLine } from '#contract/history.ts';
import type { InventoryLine } from '#contract/inventory.ts';
import type { Report } from '#contract/report.ts';
import type { Scenario } from '#contract/scenario.ts';
import type { UpdateFacts } from '#contract/update.ts';
import { begin, live } from './device-life.ts';
import { createDeviceState } from './device-state.ts';
import { compileDisturbances } from './disturbances.ts';
import { compileFaults } from './faults.ts';
import { historyOf } from './history.ts';
import { inventoryOf } from './inventory.ts';
import { layOutFleet } from './lay-out-fleet.ts';
import { MINUTE_MS } from './local-time.ts';
import { MinuteSheet } from './minute-sheet.ts';
import type { Gate } from './rollout.ts';
import { Rollouts } from './rollout.ts';
import { Voice } from './voice.ts';
import { failureShareOf } from './weather.ts';
import type { Hit, World } from './world.ts';

export interface Simulation {
  readonly scenario: Scenario;
  readonly devices: number;
  readonly seed: number;
  /** Fleet time of minute 0, epoch milliseconds. */
  readonly startAt: number;
  /** Fleet minutes to step through. */
  readonly minutes: number;
  /** Every device with its labels and rings. */
  inventory(): Iterable<InventoryLine>;
  /** What the server is told of updates before the start. */
  updates(): { id: string; facts: UpdateFacts }[];
  /** Trial tallies of the 28 days before the start. */
  history(): Iterable<HistoryLine>;
  /** The installs of this minute that have to ask the gate; the same that `step` will ask for. */
  asks(minute: number): { update: string; ring: string }[];
  /**
   * Lives one fleet minute and returns its reports by time.
   * @throws RangeError unless minutes are stepped 0, 1, 2, ...
   */
  step(minute: number, gate: Gate): Report[];
  /** The crashes faults have caused so far. */
  hits(): readonly Hit[];
}

/**
 * Sets up a fleet of `devices` from a scenario. Every chance is drawn from `seed` (an integer).
 * @throws RangeError when a time zone of the scenario does not exist
 */
export function simulate(scenario: Scenario, { devices, seed }: { devices: number; seed: number }): Simulation {
  const startAt = Date.parse(scenario.startAt);
  const sheet = new MinuteSheet();
  const { world, rollouts } = createWorld(scenario, devices, seed, sheet);
  const { fleet } = world;
  for (let device = 0; device < devices; device += 1) begin(world, device);
  const disturbances = compileDisturbances(world);
  let next = 0;
  return {
    scenario,
    devices,
    seed,
    startAt,
    minutes: scenario.minutes,
    inventory: () => inventoryOf(fleet),
    updates: () => factsOf(scenario, startAt),
    history: () => historyOf(fleet, scenario.baseline, startAt),
    asks: (minute) => rollouts.asks(minute),
    step: (minute, gate) => {
      if (minute !== next) throw new RangeError(`minute ${minute} is not the next one, ${next} is`);
      next += 1;
      while (disturbances[0] && disturbances[0].minute <= minute) disturbances.shift()?.apply();
      rollouts.roll(world, minute, gate);
      const from = startAt + minute * MINUTE_MS;
      for (let device = 0; device < devices; device += 1) live(world, device, from + MINUTE_MS);
      return sheet.take(from);
    },
    hits: () => world.hits,
  };
}

function createWorld(scenario: Scenario, devices: number, seed: number, sheet: MinuteSheet) {
  const startAt = Date.parse(scenario.startAt);
  const fleet = layOutFleet(scenario.fleet, devices, seed, startAt);
  const state = createDeviceState(devices, fleet.siteNames.length);
  const rollouts = new Rollouts(scenario.updates, fleet);
  const world: World = {
    scenario,
    updates: scenario.updates,
    fleet,
    state,
    voice: new Voice(fleet, state, sheet, scenario.updates),
    faults: compileFaults(scenario, fleet),
    failureShare: failureShareOf(fleet, scenario.baseline),
    startAt,
    hits: [],
    returned: (device) => rollouts.returned(world, device),
  };
  return { world, rollouts };
}

function factsOf(scenario: Scenario, startAt: number): { id: string; facts: UpdateFacts }[] {
  return scenario.updates
    .filter(({ announced }) => announced !== false)
    .map(({ id, facts, waves, planTold }) => {
      const plan = waves.map(({ ring, startMinute }) => ({ ring, startsAt: startAt + startMinute * MINUTE_MS }));
      return { id, facts: planTold === false ? facts : { ...facts, plan } };
    });
}
