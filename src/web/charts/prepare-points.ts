/** Points a line cannot show. */

/** Times of points without a neighbour: a line needs two, a dot does not. */
export function lonelyPoints(values: readonly (number | null)[], from: number, stepMs: number): ReadonlySet<number> {
  const lonely = new Set<number>();
  values.forEach((value, point) => {
    const alone = (values[point - 1] ?? null) === null && (values[point + 1] ?? null) === null;
    if (value !== null && alone) lonely.add(from + point * stepMs);
  });
  return lonely;
}
