/** Labels beyond the counted ones: the state keeps only a hash of them, the store keeps them whole. */
import { COUNTED_LABELS, type Labels } from '#contract/labels.ts';
import { hash32 } from './hash.ts';

const COUNTED: ReadonlySet<string> = new Set(COUNTED_LABELS);

/** Labels beyond the counted ones. */
export function extraLabels(labels: Labels | undefined): Record<string, string> {
  const extra: Record<string, string> = {};
  for (const [label, value] of Object.entries(labels ?? {})) {
    if (!COUNTED.has(label) && value !== undefined) extra[label] = value;
  }
  return extra;
}

/** The same number for the same extra labels in any order; 0 where there is none. */
export function extraHash(labels: Labels): number {
  const extra = Object.entries(labels).filter(([label]) => !COUNTED.has(label));
  if (extra.length === 0) return 0;
  return hash32(JSON.stringify(extra.sort(([a], [b]) => (a < b ? -1 : 1))));
}
