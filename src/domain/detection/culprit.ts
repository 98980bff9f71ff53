/** Which of several updates explains the failures. */
import { LN_RECOMMEND, LN_WATCH, MIN_FAILURES } from './decide.ts';
import type { Count } from './matched-leg.ts';

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

/** A suspicion, with its trials and failures: all, and by other update those that it was in as well. */
export interface Suspect<Id> extends Suspicion<Id> {
  readonly all: Readonly<Count>;
  readonly together: ReadonlyMap<Id, Readonly<Count>>;
}
const NEVER: Readonly<Count> = { n: 0, x: 0 };

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
    const said = attribute(group);
    groups.push(said.verdict === 'inseparable' ? attributeApart(group) : said);
  }
  return groups;
}

/**
 * Suspects of whom the adjusted evidence says too little, because the devices to compare with are others: whoever has
 * its failures only from another one is not blamed for them.
 */
function attributeApart<Id>(group: readonly Suspect<Id>[]): Attribution<Id> {
  const left = group.filter((suspect) => !group.some((other) => other !== suspect && failsBy(suspect, other)));
  const [only, ...others] = left;
  if (only && others.length === 0) return { verdict: 'culprit', who: [only.id] };
  return { verdict: 'inseparable', who: (only ? left : group).map(({ id }) => id) };
}

/** So seldom by chance: failures that have nothing to do with another update would all be on devices with it. */
const SELDOM = 0.05;
/** An update fails by itself when it does so at least this many times as often without another one as with it. */
const AS_OFTEN = 0.5;

/** Whether `a` has hardly failed without `b`, though it was without it often enough, and `b` fails as well without `a`. */
function failsBy<Id>(a: Suspect<Id>, b: Suspect<Id>): boolean {
  const together = a.together.get(b.id) ?? NEVER;
  const without = { n: b.all.n - together.n, x: b.all.x - together.x };
  const apart = a.all.x - together.x;
  if (apart >= MIN_FAILURES || without.x < MIN_FAILURES) return false;
  if (without.x / without.n < AS_OFTEN * (together.x / together.n)) return false;
  return chanceOfApart(apart, a.all.x, together.n / a.all.n) <= SELDOM;
}

/** Of `failed` failures at most `apart` are outside a share of the trials: the lower tail of the binomial distribution. */
function chanceOfApart(apart: number, failed: number, share: number): number {
  let [chance, ways] = [0, 1];
  for (let outside = 0; outside <= apart; outside++) {
    chance += ways * share ** (failed - outside) * (1 - share) ** outside;
    ways *= (failed - outside) / (outside + 1);
  }
  return chance;
}

function shareFailures<Id>(a: Suspect<Id>, b: Suspect<Id>): boolean {
  const { x } = a.together.get(b.id) ?? NEVER;
  return x > 0 && x >= SHARED * Math.min(a.all.x, b.all.x);
}

/** Who explains the failures of an update that is not among them itself; undefined where nobody does. */
export function explainedBy<Id>(
  update: Pick<Suspect<Id>, 'id' | 'all' | 'together'>,
  groups: readonly Attribution<Id>[],
): Id | undefined {
  const named = groups.filter(({ verdict, who }) => verdict === 'culprit' && !who.includes(update.id));
  return named
    .flatMap(({ who }) => who)
    .find((culprit) => (update.together.get(culprit) ?? NEVER).x >= SHARED * Math.max(1, update.all.x));
}
