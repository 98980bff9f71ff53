/** When the telemetry of a region was impaired: for so long the trials of its devices wait. */
import { MAX_SUSPENDED_SEC } from './horizons.ts';

/** Trials last a long weekend at most. Seconds. */
const KEPT_SEC = 5 * 24 * 3600;

/** From and until, epoch seconds; `until` null while it lasts. */
interface Suspension {
  readonly from: number;
  until: number | null;
  /** Devices that were heard as they should be when it began. */
  readonly expected: number;
}

/** By region code. */
export type SavedSuspensions = readonly (readonly [region: number, spans: readonly Readonly<Suspension>[]])[];

export class Suspensions {
  readonly #spans = new Map<number, Suspension[]>();

  constructor(saved: SavedSuspensions = []) {
    for (const [region, spans] of saved) {
      this.#spans.set(
        region,
        spans.map((span) => ({ ...span })),
      );
    }
  }

  /** Regions whose telemetry is impaired now. */
  get open(): ReadonlySet<number> {
    return new Set([...this.#spans].filter(([, spans]) => spans.at(-1)?.until === null).map(([region]) => region));
  }

  isOpen(region: number): boolean {
    return this.openSince(region) !== undefined;
  }

  /** The suspension a region is in; undefined when it is in none. */
  openSince(region: number): Readonly<Suspension> | undefined {
    const last = this.#spans.get(region)?.at(-1);
    return last?.until === null ? last : undefined;
  }

  begin(region: number, at: number, expected = 0): void {
    if (this.isOpen(region)) return;
    const kept = (this.#spans.get(region) ?? []).filter(({ until }) => (until ?? at) > at - KEPT_SEC);
    this.#spans.set(region, [...kept, { from: at, until: null, expected }]);
  }

  end(region: number, at: number): void {
    const last = this.#spans.get(region)?.at(-1);
    if (last?.until === null) last.until = at;
  }

  /** When `horizonSec` from `start` (epoch seconds) are over, without the impaired time and at most half an hour late. */
  dueAfter(region: number, start: number, horizonSec: number): number {
    const due = start + horizonSec;
    let suspended = 0;
    for (const { from, until } of this.#spans.get(region) ?? []) {
      if (from >= due + suspended) break;
      if (until === null) return due + MAX_SUSPENDED_SEC;
      if (until > start) suspended = Math.min(MAX_SUSPENDED_SEC, suspended + until - Math.max(from, start));
    }
    return due + suspended;
  }

  save(): SavedSuspensions {
    return [...this.#spans].map(([region, spans]) => [region, spans.map((span) => ({ ...span }))]);
  }
}
