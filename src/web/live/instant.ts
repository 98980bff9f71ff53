/** A moment by a clock that never jumps and by one that goes on while the laptop sleeps. */
export interface Instant {
  elapsed: number;
  clock: number;
}

export interface Clocks {
  elapsed: () => number;
  clock: () => number;
}

export const instant = ({ elapsed, clock }: Clocks): Instant => ({ elapsed: elapsed(), clock: clock() });

/**
 * Ms between two moments. The steady clock may stand still while a laptop sleeps, the wall clock may be
 * set back; the larger of the two never makes data look younger than it is.
 */
export const ageBetween = (then: Instant, now: Instant): number =>
  Math.max(0, now.elapsed - then.elapsed, now.clock - then.clock);
