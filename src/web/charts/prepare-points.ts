/** Points a line cannot show. */

/** Times of points without a neighbour: a line needs two, a dot does not. */
export function lonelyPoints(values: readonly (number | null)[], from: number, stepMs: number): number[] {
  return values.flatMap((value, point) => {
    const alone = (values[point - 1] ?? null) === null && (values[point + 1] ?? null) === null;
    return value !== null && alone ? [from + point * stepMs] : [];
  });
}
