/** Which rings are held, and since when: several holds may stand in one ring, and each may stand in some only. */
import type { UpdateSummary } from '#contract/update.ts';
import { listed } from '../format/number.ts';
import { heldSince } from './has-settled.ts';

/** Rings that are held since the same moment, fleet clock. */
export interface HeldPart {
  rings: readonly string[];
  since: number;
}

export interface Held {
  /** Earliest first. */
  parts: readonly HeldPart[];
  /** Rings the update is meant for in which no hold stands. */
  open: readonly string[];
  /** It is held in every ring there is, also where it is meant for none. */
  everywhere: boolean;
}

/** A ring is held since the first of its standing holds. */
export function heldByRing({ holds, rings }: Pick<UpdateSummary, 'holds' | 'rings'>): Held {
  const known = rings.map(({ ring }) => ring);
  const named = holds.flatMap((hold) => (hold.rings === 'all' ? [] : hold.rings));
  const parts = new Map<number, string[]>();
  const open: string[] = [];
  for (const ring of new Set([...known, ...named])) {
    const since = heldSince(holds, ring);
    if (since !== null) parts.set(since, [...(parts.get(since) ?? []), ring]);
    else if (rings.some((each) => each.ring === ring && each.targeted > 0)) open.push(ring);
  }
  const sorted = [...parts].toSorted(([a], [b]) => a - b).map(([since, held]) => ({ rings: held, since }));
  // Held may also be a ring that no device it is meant for is in.
  const everywhere =
    holds.some((hold) => hold.rings === 'all') ||
    (known.length > 0 && known.every((ring) => heldSince(holds, ring) !== null));
  return { parts: sorted, open, everywhere };
}

/** "in Canary since 04:00 and in all other rings since 04:40"; "since 04:31" where that goes for all rings. */
export function sayHeldSince({ parts, open, everywhere }: Held, time: (ms: number) => string): string {
  const [only] = parts;
  if (only && parts.length === 1 && open.length === 0) return `since ${time(only.since)}`;
  const said = parts.map(({ rings, since }, index) => {
    const isRest = everywhere && index === parts.length - 1;
    return `in ${isRest && rings.length > 1 ? 'all other rings' : listed(rings)} since ${time(since)}`;
  });
  return listed(said);
}
