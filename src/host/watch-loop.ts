/** How late this process's event loop is. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const NANO_PER_MS = 1e6;

/** The result tells the 99th percentile in milliseconds since it was last called. */
export function watchLoop(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return () => {
    // What is measured holds the pause between two looks as well.
    const delayMs = Math.max(0, histogram.percentile(99) / NANO_PER_MS - RESOLUTION_MS);
    histogram.reset();
    return delayMs;
  };
}
