/** Labels at the ends of lines, moved apart until none covers another. */

/**
 * @param wanted distance from the top in px, one per label
 * @param gapPx least distance between two labels
 * @param heightPx labels stay between 0 and this
 * @returns where they go, in the order given
 */
export function spreadLabels(wanted: readonly number[], gapPx: number, heightPx: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = new Array<number>(wanted.length).fill(0);
  let floor = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    floor = Math.max(wanted[index] ?? 0, floor + gapPx);
    placed[index] = floor;
  }
  let ceiling = heightPx + gapPx;
  for (const index of order.toReversed()) {
    ceiling = Math.min(placed[index] ?? 0, ceiling - gapPx);
    placed[index] = ceiling;
  }
  return placed;
}
