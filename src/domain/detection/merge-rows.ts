/** One row a leaf and change set, in one order, from however many shards and in whatever order they came. */
import { leafKey } from './leaf-keys.ts';
import type { TrialRow } from './trial-row.ts';

/** Sums rows of the same leaf and change set. */
export function mergeRows(rows: readonly TrialRow[]): TrialRow[] {
  const merged = new Map<string, TrialRow>();
  for (const row of rows) {
    const key = `${row.changeSet.join('+')}/${leafKey(row)}`;
    const known = merged.get(key);
    merged.set(key, known ? sum(known, row) : row);
  }
  const keys = [...merged.keys()].sort();
  return keys.flatMap((key) => merged.get(key) ?? []);
}

function sum(a: TrialRow, b: TrialRow): TrialRow {
  return {
    ...a,
    n: a.n + b.n,
    loop: a.loop + b.loop,
    darkCleared: a.darkCleared + b.darkCleared,
    darkSites: [...a.darkSites, ...b.darkSites],
  };
}
