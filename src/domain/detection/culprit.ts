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
  /** `inseparable`: too seldom apart so far; `combination`: only together. */
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

/** A suspicion, with its failed trials: all, and by other update those that it was in as well. */
export interface Suspect<Id> extends Suspicion<Id> {
  readonly failed: number;
  readonly failedWith: ReadonlyMap<Id, number>;
}

/** Two updates can stand for one another when so many of the failures of one of them are failures of both. */
const SHARED = 0.5;

/**
 * Attributes failures among updates that share them: those that were never on trial together say nothing of each other.
 * One attribution a group of suspects, the strongest group first; none without a suspect.
 */
export function attributeGroups<Id>(updates: readonly Suspect<Id>[]): Attribution<Id>[] {
  const left = updates.filter(({ lnMargMax }) => lnMargMax >= LN_RECOMMEND).sort((a, b) => b.lnMargMax - a.lnMargMax);
  const groups: Attribution<Id>[] = [];
  while (left.length > 0) {
    const group = left.splice(0, 1);
    for (const member of group) {
      for (let at = left.length - 1; at >= 0; at--)
        if (shareFailures(member, left[at])) group.push(...left.splice(at, 1));
    }
    groups.push(attribute(group));
  }
  return groups;
}

function shareFailures<Id>(a: Suspect<Id>, b: Suspect<Id>): boolean {
  const both = a.failedWith.get(b.id) ?? 0;
  return both > 0 && both >= SHARED * Math.min(a.failed, b.failed);
}

/** Who explains the failures of an update that is not among them itself; undefined where nobody does. */
export function explainedBy<Id>(
  update: Pick<Suspect<Id>, 'id' | 'failed' | 'failedWith'>,
  groups: readonly Attribution<Id>[],
): Id | undefined {
  const named = groups.filter(({ verdict, who }) => verdict === 'culprit' && !who.includes(update.id));
  return named
    .flatMap(({ who }) => who)
    .find((culprit) => (update.failedWith.get(culprit) ?? 0) >= SHARED * Math.max(1, update.failed));
}
