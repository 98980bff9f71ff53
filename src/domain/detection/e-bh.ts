/** Which of many updates to list as suspects with a bounded share of wrong ones (Wang & Ramdas 2022). */

/**
 * Indexes of the suspects among `lnEs` (ln evidence now, never running maxima), strongest first: the k strongest
 * for the greatest k whose k-th evidence is at least K / (q k).
 */
export function eBH(lnEs: readonly number[], q: number): number[] {
  const order = lnEs.map((_, index) => index).sort((a, b) => lnEs[b] - lnEs[a]);
  let named = 0;
  for (const [nth, index] of order.entries()) {
    if (lnEs[index] >= Math.log(lnEs.length / (q * (nth + 1)))) named = nth + 1;
  }
  return order.slice(0, named);
}
