/** Between two tries; then it is said that it cannot be loaded. */
const WAITS_MS = [1_000, 2_000, 4_000] as const;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Loads something, and again after growing waits: a server that starts anew answers soon.
 * @throws what the last try threw.
 */
export async function loadPatiently<T>(load: () => Promise<T>, wait = pause): Promise<T> {
  for (const ms of WAITS_MS) {
    try {
      return await load();
    } catch {
      await wait(ms);
    }
  }
  return load();
}
