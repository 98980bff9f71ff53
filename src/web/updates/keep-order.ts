/** Rows as they stood, with what is new behind them and what is gone left out. */
export function keepOrder<T extends { id: string }>(before: readonly string[], now: readonly T[]): T[] {
  const byId = new Map(now.map((row) => [row.id, row]));
  const kept = before.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const known = new Set(before);
  return [...kept, ...now.filter((row) => !known.has(row.id))];
}
