/** A simulated fleet: the same scenario, seed and gate answers give the same reports, always. */
import type { HistoryLine } from '#contract/history.ts';
import type { InventoryLine } from '#contract/inventory.ts';
import type { Report } from '#contract/report.ts';
import type { Scenario } from '#contract/scenario.ts';
import type { UpdateFacts } from '#contract/update.ts';
import { Agenda } from './agenda.ts';
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
import { type SimulatedTrial, TrialList } from './trials/trial-list.ts';
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
  /** Trials whose verdict is taken at the end of the minute stepped last; only where they are listened to. */
  concluded(): SimulatedTrial[];
  /** Telemetry of a region is impaired from `at` (epoch milliseconds) on, or whole again: its trials wait meanwhile. */
  impair(region: string, impaired: boolean, at: number): void;
  /** The crashes faults have caused so far. */
  hits(): readonly Hit[];
  /** By update of the scenario: devices on which it has become active so far. */
  exposed(): readonly number[];
}

export interface SimulationOptions {
  readonly devices: number;
  readonly seed: number;
  /**
   * What the run is for. `trials`: trials alone, many times as fast, because heartbeats that decide nothing are left
   * out; steps then return no reports. The devices live the same lives.
   */
  readonly listenTo?: 'reports' | 'trials' | 'both';
}

/** Sets up a fleet of `devices` from a scenario. Every chance is drawn from `seed` (an integer). */
export function simulate(scenario: Scenario, { devices, seed, listenTo = 'reports' }: SimulationOptions): Simulation {
  const startAt = Date.parse(scenario.startAt);
  const { world, rollouts, sheet, trials, agenda } = createWorld(scenario, devices, seed, listenTo);
  const { fleet, state } = world;
  for (let device = 0; device < devices; device += 1) {
    begin(world, device);
    agenda?.add(device, 0);
  }
  const disturbances = compileDisturbances(world);
  let next = 0;
  const liveAndPlan = (device: number, minute: number, until: number) => {
    live(world, device, until);
    const turn = Math.min(state.nextAt[device] ?? 0, state.installAt[device] ?? 0);
    const isAwaited = trials?.awaiting[device] === 1;
    agenda?.add(device, isAwaited ? minute + 1 : Math.floor((turn - startAt) / MINUTE_MS));
  };
  let concluded: SimulatedTrial[] = [];
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
      world.minute = minute;
      while (disturbances[0] && disturbances[0].minute <= minute) disturbances.shift()?.apply();
      rollouts.roll(world, minute, gate);
      const from = startAt + minute * MINUTE_MS;
      const until = from + MINUTE_MS;
      if (agenda) for (const device of agenda.take(minute)) liveAndPlan(device, minute, until);
      else for (let device = 0; device < devices; device += 1) live(world, device, until);
      concluded = trials?.conclude(until / 1000) ?? [];
      return sheet?.take(from) ?? [];
    },
    concluded: () => concluded,
    impair: (region, impaired, at) => {
      const index = fleet.shape.regions.findIndex((one) => one.region === region);
      trials?.impair(index, impaired, at / 1000);
    },
    hits: () => world.hits,
    exposed: () => world.exposed,
  };
}

function createWorld(
  scenario: Scenario,
  devices: number,
  seed: number,
  listenTo: NonNullable<SimulationOptions['listenTo']>,
) {
  const startAt = Date.parse(scenario.startAt);
  const fleet = layOutFleet(scenario.fleet, devices, seed, startAt);
  const state = createDeviceState(devices, fleet.siteNames.length);
  const rollouts = new Rollouts(scenario.updates, fleet);
  const sheet = listenTo === 'trials' ? undefined : new MinuteSheet();
  // Where every heartbeat is heard, nobody has to be asked whether he could be.
  const audibleAt = (device: number) => (sheet === undefined ? world.voice.audibleAt(device) : 0);
  const trials = listenTo === 'reports' ? undefined : new TrialList(fleet, scenario.updates, audibleAt);
  const agenda = listenTo === 'trials' ? new Agenda(scenario.minutes) : undefined;
  const world: World = {
    scenario,
    updates: scenario.updates,
    fleet,
    state,
    voice: new Voice(fleet, state, scenario.updates, { sheet, trials }),
    faults: compileFaults(scenario, fleet),
    failureShare: failureShareOf(fleet, scenario.baseline),
    startAt,
    minute: 0,
    hits: [],
    exposed: scenario.updates.map(() => 0),
    wake: (device) => agenda?.add(device, world.minute),
    returned: (device) => rollouts.returned(world, device),
  };
  return { world, rollouts, sheet, trials, agenda };
}

function factsOf(scenario: Scenario, startAt: number): { id: string; facts: UpdateFacts }[] {
  return scenario.updates
    .filter(({ announced }) => announced !== false)
    .map(({ id, facts, waves, planTold }) => {
      const plan = waves.map(({ ring, startMinute }) => ({ ring, startsAt: startAt + startMinute * MINUTE_MS }));
      return { id, facts: planTold === false ? facts : { ...facts, plan } };
    });
}
