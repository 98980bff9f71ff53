/** How far a sender's clock is off, told from when it says it sent. */
import { MAX_CLOCK_SKEW_MS } from '#contract/limits.ts';
import type { Envelope } from '#contract/report.ts';
import { RecentMap } from './recent-map.ts';

/** Differences between the clocks up to this are the network's, not the clock's. */
const TOLERANCE_MS = 5_000;
const REMEMBERED = 20_000;

/**
 * Remembers the skew of recent envelopes: the same bytes sent again minutes later would look as if the sender's
 * clock were minutes behind, and would wake devices that are off.
 */
export class SenderSkew {
  readonly #known = new RecentMap<string, number>(REMEMBERED);

  /** What to add to the envelope's times, in milliseconds; `receivedAt` by the fleet clock. */
  of(envelope: Envelope, receivedAt: number): number {
    const { sentAt, reports } = envelope;
    const key = `${sentAt}\n${reports.length}\n${JSON.stringify(reports[0])}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const difference = receivedAt - sentAt;
    const clamped = Math.max(-MAX_CLOCK_SKEW_MS, Math.min(MAX_CLOCK_SKEW_MS, difference));
    const skew = Math.abs(difference) <= TOLERANCE_MS ? 0 : clamped;
    this.#known.set(key, skew);
    return skew;
  }
}
