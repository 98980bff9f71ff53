/** One linear scale for the interval bars of all rings. */
const ENDS = [0.02, 0.1, 0.6, 1];

/** The smallest of 0–2, 0–10, 0–60 and 0–100 % that holds every upper end. */
export function intervalScale(highs: readonly number[]): number {
  const highest = Math.max(0, ...highs);
  return ENDS.find((end) => highest <= end) ?? 1;
}
