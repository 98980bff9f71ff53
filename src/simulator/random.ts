/** Chance without state: each draw is a hash of what it is for, so no draw disturbs another. */

/** What a draw is for; keeps draws about the same device apart. */
export const DRAW = {
  label: 1,
  ringOrder: 2,
  phase: 3,
  boot: 4,
  failure: 5,
  restartDay: 6,
  restartTime: 7,
  night: 8,
  crashDay: 9,
  rollout: 10,
  installTime: 11,
  hit: 12,
  loop: 13,
  recovery: 14,
  absence: 15,
  weather: 16,
  history: 17,
  override: 18,
  withdrawal: 19,
  scenario: 20,
} as const;

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** An even draw from [0, 1), the same for the same arguments (integers below 2^32). */
export function unit(seed: number, purpose: number, who: number, nth = 0): number {
  let h = mix(seed + Math.imul(purpose, 0x9e3779b1));
  h = mix(h ^ Math.imul(who + 1, 0x85ebca77));
  h = mix((h + Math.imul(nth + 1, 0xc2b2ae3d)) | 0);
  return (h >>> 0) / 0x1_0000_0000;
}

/** The index of the weight a draw falls on; weights need not add up to 1. */
export function pickWeighted(weights: readonly number[], draw: number): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  let rest = draw * sum;
  for (let index = 0; index < weights.length; index += 1) {
    rest -= weights[index] ?? 0;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}

/** A value evenly between the ends of a span. */
export function between(span: readonly [number, number], draw: number): number {
  return span[0] + (span[1] - span[0]) * draw;
}

/** A standard normal value from two draws (Box and Muller). */
export function normal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}

/** A Poisson value with this mean, from two draws; rounded normal above a mean of 50. */
export function poisson(mean: number, first: number, second: number): number {
  if (mean <= 0) return 0;
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(first, second)));
  let term = Math.exp(-mean);
  let rest = first - term;
  let count = 0;
  while (rest >= 0 && count < 200) {
    count += 1;
    term *= mean / count;
    rest -= term;
  }
  return count;
}
