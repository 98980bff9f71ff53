/** What one run of a scenario yields, at either level. */
import type { ClosedBlock } from '#domain/detection/trial-row.ts';
import type { Simulation } from '#simulator/simulate.ts';
import type { TrialComparison } from './compare-trials.ts';

/** How far things had gone at the end of a minute. */
export interface Reach {
  /** By update of the scenario: devices on which it had become active. */
  readonly exposed: readonly number[];
  /** Devices the scenario's faults had struck. */
  readonly hit: number;
}

export interface Run {
  /** By update of the scenario: the fleet minute at whose end its pause was first recommended, or null. */
  readonly recommendedAt: readonly (number | null)[];
  readonly culprit: { readonly verdict: string; readonly who: readonly string[] };
  /** Fleet minute at whose end the fleet alarm was raised; undefined where heartbeats are not lived through. */
  readonly alarmAt: number | null | undefined;
  /** At the end of every fleet minute. */
  readonly reach: readonly Reach[];
  readonly blocks: readonly ClosedBlock[];
  /** Numbers of the scenario's updates in the blocks, in its order. */
  readonly updateNumbers: readonly number[];
  /** The epoch minute of fleet minute 0. */
  readonly firstMinute: number;
  /** Trials opened by the product beside the simulator's own; undefined where these are the only ones. */
  readonly trials: TrialComparison | undefined;
}

/** The culprit where nothing is suspected. */
export const NOBODY: Run['culprit'] = { verdict: 'none', who: [] };

export const reachOf = (simulation: Simulation): Reach => ({
  exposed: [...simulation.exposed()],
  hit: simulation.hits().length,
});
