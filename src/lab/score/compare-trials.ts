/** Trials that the product opened from reports beside the simulator's own list, one by one. */
import { TRIAL_KINDS } from '#domain/detection/trial-row.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import type { Simulation } from '#simulator/simulate.ts';
import type { SimulatedTrial } from '#simulator/trials/trial-list.ts';

const VERDICTS = {
  pass: 'pass',
  'failed loop': 'loop',
  'failed dark': 'dark',
  'failed, site dark': 'dark, site dark',
} as const;

export interface TrialComparison {
  /** Trials that are the same in device, kind, start, due time, change set and verdict. */
  same: number;
  /** The others, as text. */
  readonly onlySimulated: Set<string>;
  readonly onlyOpened: Set<string>;
}

/**
 * Listens to the trials of a fleet whose devices were made in the order of the inventory. Controls of live trials are
 * left out: they are minutes of contact, counted and never opened.
 */
export class TrialComparer {
  readonly #simulation: Simulation;
  readonly #opened = new Map<string, number>();
  readonly #result: TrialComparison = { same: 0, onlySimulated: new Set(), onlyOpened: new Set() };

  constructor(simulation: Simulation, fleet: FleetState) {
    this.#simulation = simulation;
    fleet.onTrial = (device, { start, due, kind, changeSet }, booking) => {
      const name = TRIAL_KINDS[kind] ?? '';
      if (booking === 'begun' || booking === 'taken back') return;
      if (name === 'contact' || (name === 'live' && changeSet.length === 0)) return;
      const ids = changeSet.map((update) => fleet.updates.at(update).id).sort();
      const key = [device, name, start, due, ids.join('+'), VERDICTS[booking]].join(' ');
      this.#opened.set(key, (this.#opened.get(key) ?? 0) + 1);
    };
  }

  /** Takes the simulator's trials of a minute. */
  take(trials: readonly SimulatedTrial[]): void {
    const { updates } = this.#simulation.scenario;
    for (const { device, kind, start, due, updates: of, verdict, siteDark } of trials) {
      const ids = of.map((update) => updates[update]?.id ?? '').sort();
      const key = [device, kind, start, due, ids.join('+'), siteDark ? 'dark, site dark' : verdict].join(' ');
      const count = this.#opened.get(key) ?? 0;
      if (count === 0) this.#result.onlySimulated.add(key);
      else {
        this.#result.same++;
        if (count === 1) this.#opened.delete(key);
        else this.#opened.set(key, count - 1);
      }
    }
  }

  result(): TrialComparison {
    for (const key of this.#opened.keys()) this.#result.onlyOpened.add(key);
    return this.#result;
  }
}
