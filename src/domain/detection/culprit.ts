/** Which of several updates explains the failures. */
import { LN_RECOMMEND, LN_WATCH } from './decide.ts';

export interface Suspicion<Id> {
  readonly id: Id;
  /** ln of the greatest evidence it ever had by itself. */
  readonly lnMargMax: number;
  /** ln evidence with the rest of each device's change set held fixed, and of devices that have nothing else. */
  readonly lnAdj: number;
  readonly lnAlone: number;
}

export interface Attribution<Id> {
  /** `inseparable`: always together so far; `combination`: only together. */
  readonly verdict: 'none' | 'culprit' | 'combination' | 'prime-suspect' | 'inseparable';
  readonly who: Id[];
}

/** Names whom the evidence names; what cannot be told apart is said to be so, never guessed. */
export function attribute<Id>(updates: readonly Suspicion<Id>[]): Attribution<Id> {
  const suspects = updates.filter(({ lnMargMax }) => lnMargMax >= LN_RECOMMEND);
  const culprits = suspects.filter(({ lnAdj }) => lnAdj >= LN_WATCH).sort((a, b) => b.lnAdj - a.lnAdj);
  const ids = (of: readonly Suspicion<Id>[]) => of.map(({ id }) => id);
  if (suspects.length === 0) return { verdict: 'none', who: [] };
  if (culprits.length === 0) {
    return { verdict: suspects.length === 1 ? 'prime-suspect' : 'inseparable', who: ids(suspects) };
  }
  const onlyTogether = culprits.length === 2 && culprits.every(({ lnAlone }) => lnAlone < LN_WATCH);
  return { verdict: onlyTogether ? 'combination' : 'culprit', who: ids(culprits) };
}
