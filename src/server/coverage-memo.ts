/** Coverage walks the devices, so it is worked out once a fleet minute and update however many boards poll. */
import type { Coverage } from '#contract/update-detail.ts';
import { coverageOf } from '#domain/board/coverage.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import type { TrackedUpdate } from '#domain/fleet/updates.ts';

const MINUTE_SEC = 60;

interface Known {
  readonly key: string;
  readonly facts: TrackedUpdate['facts'];
  readonly coverage: Coverage;
}

export class CoverageMemo {
  readonly #byUpdate = new Map<string, Known>();

  /** As of this fleet minute; at once as well when the update's facts change or devices are added. */
  of(fleet: FleetState, update: TrackedUpdate): Coverage {
    const key = `${Math.floor(fleet.now / MINUTE_SEC)}/${fleet.deviceCount}`;
    const known = this.#byUpdate.get(update.id);
    if (known?.key === key && known.facts === update.facts) return known.coverage;
    const coverage = coverageOf(fleet, update);
    this.#byUpdate.set(update.id, { key, facts: update.facts, coverage });
    return coverage;
  }
}
