/** What is to be said of each update, from its counts and the evidence of its trials. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Judgement, UpdateCounts } from '#contract/update.ts';
import type { Attribution } from '../detection/culprit.ts';
import { isAtLeast, MIN_FAILURES, type Tier } from '../detection/decide.ts';
import type { Detector } from '../detection/detector.ts';
import { csProportion } from '../detection/interval.ts';
import type { RolloutEvidence } from '../detection/rollout-evidence.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/** A down share that deserves a look. It marks rings and cells; what is called failing rests on evidence. */
export const NOTABLE_SHARE = 0.01;

export interface Judged {
  readonly update: TrackedUpdate;
  readonly counts: UpdateCounts;
  readonly judgement: Judgement;
  readonly explainedBy: string | null;
  /** Undefined until a trial of it has a verdict. */
  readonly rollout: RolloutEvidence | undefined;
}

export interface Judgements {
  /** The suspected first, by their evidence, then the newest. */
  readonly updates: readonly Judged[];
  /** One a group of updates that share their failures, the strongest first. */
  readonly culprits: readonly Attribution<string>[];
}

export const downOfChecked = (counts: UpdateCounts): number => counts.loopingChecked + counts.silentChecked;
export const exposedOf = (counts: UpdateCounts): number => counts.pending + counts.checked + counts.censored;

const MEMO_LIMIT = 4096;
const memo = new Map<string, { low: number; high: number }>();

/** The 95 % interval for a share, to four digits; null when there are too few to say one. */
export function shareInterval(x: number, n: number): { low: number; high: number } | null {
  if (n < MIN_CHECKED_TO_JUDGE) return null;
  const key = `${x}/${n}`;
  let interval = memo.get(key);
  if (!interval) {
    const { lo, hi } = csProportion({ x, n });
    interval = { low: Math.floor(lo * 1e4) / 1e4, high: Math.ceil(hi * 1e4) / 1e4 };
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(key, interval);
  }
  return interval;
}

/**
 * Judges every update. A tier once reached stays, however the fleet recovers. `handedOver`: updates that devices which
 * fell silent turned out to have when they came back.
 */
export function judgeUpdates(
  fleet: FleetState,
  detector: Detector,
  handedOver: { has(update: string): boolean } = NONE,
): Judgements {
  const nameOf = (update: number) => fleet.updates.at(update).id;
  const groups = detector.attribution();
  const recommended = new Set(detector.recommended(groups));
  const { open } = detector.alarm;
  // First seen while devices are silent: those that cannot answer may have it too, so its good health says nothing yet.
  const isFromSilence = ({ firstSeenAt }: TrackedUpdate) => open !== undefined && firstSeenAt > open.since * 60;
  const updates = fleet.updates.all().map((update): Judged => {
    const rollout = detector.rollouts.get(update.number);
    const counts = update.counters.total();
    const tier = rollout?.tier ?? 'ok';
    const isFailing = handedOver.has(update.id) || (rollout !== undefined && recommended.has(rollout));
    const explainer = rollout && detector.explainedBy(rollout, groups);
    const explainedBy = isFailing || explainer === undefined ? null : nameOf(explainer);
    return {
      update,
      counts,
      rollout,
      judgement: isFailing
        ? 'failing'
        : judgementOf(tier, explainedBy, counts, rollout?.trials.n ?? 0, isFromSilence(update)),
      explainedBy,
    };
  });
  const order = [...updates].sort(
    (a, b) =>
      RANK[a.judgement] - RANK[b.judgement] ||
      strengthOf(b) - strengthOf(a) ||
      b.update.firstSeenAt - a.update.firstSeenAt ||
      (a.update.id < b.update.id ? -1 : 1),
  );
  return { updates: order, culprits: groups.map(({ verdict, who }) => ({ verdict, who: who.map(nameOf) })) };
}

const NONE: ReadonlySet<string> = new Set();
const RANK = { failing: 0, watch: 1, explained: 2, ok: 3, 'too few': 3 } as const satisfies Record<Judgement, number>;

/** Evidence against what nobody suspects is noise: rows sorted by it would change places for nothing. */
const strengthOf = ({ judgement, rollout }: Judged): number =>
  judgement === 'ok' || judgement === 'too few' ? 0 : (rollout?.maxLnE ?? 0);

/** The attribution that speaks of an update, as one of those it names or as one they explain; undefined where none does. */
export function culpritFor({ updates, culprits }: Judgements, id: string): Attribution<string> | undefined {
  const by = updates.find(({ update }) => update.id === id)?.explainedBy;
  return culprits.find(({ who }) => who.includes(id) || (by !== undefined && by !== null && who.includes(by)));
}

function judgementOf(
  tier: Tier,
  explainedBy: string | null,
  counts: UpdateCounts,
  trials: number,
  isFromSilence: boolean,
): Judgement {
  if (explainedBy !== null) return 'explained';
  if (isAtLeast(tier, 'hold') || isUntried(counts, trials)) return 'watch';
  return counts.checked < MIN_CHECKED_TO_JUDGE || isFromSilence ? 'too few' : 'ok';
}

/** Notably many are down, but most reports came too late to be compared with devices without the update. */
function isUntried(counts: UpdateCounts, trials: number): boolean {
  const down = downOfChecked(counts);
  if (trials * 2 >= counts.checked || down < MIN_FAILURES) return false;
  return (shareInterval(down, counts.checked)?.low ?? 0) > NOTABLE_SHARE;
}
