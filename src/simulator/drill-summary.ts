/** What a drill has to say in the end. */

export interface DrillSummary {
  scenario: string;
  devices: number;
  seed: number;
  /** Reports, each counted once however often it was tried. */
  sent: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** The first reasons for a rejection. */
  reasons: string[];
  /** Time to an acknowledgement, in wall milliseconds; null before the first. */
  p50Ms: number | null;
  p99Ms: number | null;
  fleetMinutes: number;
  wallSec: number;
  /** Lines of history taken; null when the server had one already. */
  historyLines: number | null;
  /** Ended before the scenario did, because it was asked to. */
  stopped: boolean;
}

const MOST_REASONS = 5;

/** Counts while a drill runs. */
export class DrillTally {
  sent = 0;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  historyLines: number | null = 0;
  fleetMinutes = 0;
  readonly #reasons: string[] = [];
  readonly #latencies: number[] = [];

  acknowledged(
    sent: number,
    accepted: number,
    duplicates: number,
    reasons: readonly string[],
    latencyMs: number,
  ): void {
    this.sent += sent;
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.#latencies.push(latencyMs);
    this.reject(reasons);
  }

  reject(reasons: readonly string[]): void {
    this.rejected += reasons.length;
    this.#reasons.push(...reasons.slice(0, MOST_REASONS - this.#reasons.length));
  }

  summary(run: Pick<DrillSummary, 'scenario' | 'devices' | 'seed' | 'wallSec' | 'stopped'>): DrillSummary {
    const sorted = Float64Array.from(this.#latencies).sort();
    const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
    return {
      ...run,
      sent: this.sent,
      accepted: this.accepted,
      duplicates: this.duplicates,
      rejected: this.rejected,
      reasons: this.#reasons,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
      fleetMinutes: this.fleetMinutes,
      historyLines: this.historyLines,
    };
  }
}
