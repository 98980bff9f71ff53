import { expect, test } from 'vitest';
import { loadPatiently } from './load-patiently.ts';

/** Fails so often, then loads. */
async function load(failures: number) {
  const waits: number[] = [];
  let tries = 0;
  const result = await loadPatiently(
    async () => {
      tries += 1;
      if (tries <= failures) throw new TypeError('Failed to fetch dynamically imported module');
      return 'part';
    },
    async (ms) => void waits.push(ms),
  ).catch(() => 'not loaded');
  return { result, waits };
}

test.each([
  [0, 'part', []],
  [1, 'part', [1_000]],
  [3, 'part', [1_000, 2_000, 4_000]],
  [4, 'not loaded', [1_000, 2_000, 4_000]],
])('what fails %i times is %s after waiting %j', async (failures, result, waits) => {
  expect(await load(failures)).toEqual({ result, waits });
});
