/** Sums and shares of numbers kept as natural logarithms. */

/** ln(1 / (1 + e^-z)), without overflow at either end. */
export const lnExpit = (z: number): number => (z >= 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z)));

/** count x ln, where no count of ln 0 is nothing. */
export const times = (count: number, ln: number): number => (count === 0 ? 0 : count * ln);

/** ln(sum of e^value); -Infinity for none. */
export function lnSumExp(values: ArrayLike<number>): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i];
  if (max === Number.NEGATIVE_INFINITY || max === Number.POSITIVE_INFINITY) return max;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i] - max);
  return max + Math.log(sum);
}
