/** The updates the fleet knows: facts, counters, installs over time. */
import { MAX_ACTIVE_UPDATES, MAX_RINGS, MAX_SECTORS } from '#contract/limits.ts';
import type { UpdateFacts } from '#contract/update.ts';
import { UpdateCounters } from './counters.ts';
import { InstallTimes } from './install-times.ts';
import type { Target } from './target.ts';

export interface TrackedUpdate {
  readonly number: number;
  readonly id: string;
  facts: UpdateFacts;
  /** Epoch seconds of the first report that carries it; 0 = none yet. */
  firstSeenAt: number;
  /** Code of its channel, 0 = not known. */
  channel: number;
  /** Which devices it is meant for, compiled from `facts.target`. */
  target: Target;
  readonly counters: UpdateCounters;
  /** Exposures no longer remembered device by device, still counted. */
  readonly retired: UpdateCounters;
  readonly installs: InstallTimes;
}

export class Updates {
  readonly #byId = new Map<string, TrackedUpdate>();
  readonly #list: TrackedUpdate[] = [];
  /** Those for which `countTargets` was called: from then on a device that comes, goes or moves is counted for them. */
  readonly counted: TrackedUpdate[] = [];
  /** Reports of updates beyond the limit, not tracked. */
  overflowed = 0;

  find(id: string): TrackedUpdate | undefined {
    return this.#byId.get(id);
  }

  at(number: number): TrackedUpdate {
    return this.#list[number];
  }

  all(): readonly TrackedUpdate[] {
    return this.#list;
  }

  /** The update, tracked from now on if it is new; undefined beyond the limit of active updates. */
  track(id: string): TrackedUpdate | undefined {
    const known = this.#byId.get(id);
    if (known) return known;
    if (this.#list.length >= MAX_ACTIVE_UPDATES) {
      this.overflowed++;
      return undefined;
    }
    const update: TrackedUpdate = {
      number: this.#list.length,
      id,
      facts: {},
      firstSeenAt: 0,
      channel: 0,
      target: [],
      counters: new UpdateCounters(MAX_RINGS + 2, MAX_SECTORS + 2),
      retired: new UpdateCounters(MAX_RINGS + 2, MAX_SECTORS + 2),
      installs: new InstallTimes(),
    };
    this.#list.push(update);
    this.#byId.set(id, update);
    return update;
  }
}
