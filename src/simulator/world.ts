/** Everything one simulation holds. */
import type { Scenario, ScenarioUpdate } from '#contract/scenario.ts';
import type { DeviceState } from './device-state.ts';
import type { CompiledFault } from './faults.ts';
import type { Fleet } from './fleet.ts';
import type { Voice } from './voice.ts';
import type { FailureShare } from './weather.ts';

/** A crash the simulator caused: the truth a detector is scored against. Times in epoch milliseconds. */
export interface Hit {
  device: string;
  at: number;
  /** Index into the scenario's faults. */
  fault: number;
}

export interface World {
  readonly scenario: Scenario;
  readonly updates: readonly ScenarioUpdate[];
  readonly fleet: Fleet;
  readonly state: DeviceState;
  readonly voice: Voice;
  readonly faults: readonly CompiledFault[];
  readonly failureShare: FailureShare;
  /** Epoch milliseconds of minute 0. */
  readonly startAt: number;
  /** The fleet minute that is lived. */
  minute: number;
  readonly hits: Hit[];
  /** By update: devices on which it has become active. */
  readonly exposed: number[];
  /** Something was planned for a device from outside: it has a turn in this minute, perhaps. */
  wake(device: number): void;
  /** A device is on again and may catch up on installs it missed. */
  returned(device: number): void;
}
