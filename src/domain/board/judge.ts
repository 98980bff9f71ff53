/** Which update is failing, provisionally: from the interval for its down share of checked. */
import { MIN_CHECKED_TO_JUDGE } from '#contract/limits.ts';
import type { Judgement, UpdateCounts } from '#contract/update.ts';
import { csProportion } from '../detection/interval.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { judgedWithout } from '../fleet/read.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';

/** An update fails when the lower end of its interval is above this share ... */
export const FAILING_SHARE = 0.01;
/** ... and at least this many of the devices checked are down. */
export const FAILING_DEVICES = 3;

/** From this lower end on an update looks suspicious, and is compared with the strongest before it is cleared. */
const SUSPICIOUS_SHARE = 0.003;

export interface Judged {
  readonly update: TrackedUpdate;
  readonly counts: UpdateCounts;
  readonly judgement: Judgement;
  readonly explainedBy: string | null;
  /** Lower end of the interval, 0 where it is not judged. */
  readonly low: number;
}

export const downOfChecked = (counts: UpdateCounts): number => counts.loopingChecked + counts.silentChecked;
export const exposedOf = (counts: UpdateCounts): number => counts.pending + counts.checked + counts.censored;

const MEMO_LIMIT = 4096;
const memo = new Map<string, { low: number; high: number }>();

/** The 95 % interval for a down share, to four digits; null when too few are checked to say one. */
export function shareInterval(down: number, checked: number): { low: number; high: number } | null {
  if (checked < MIN_CHECKED_TO_JUDGE) return null;
  const key = `${down}/${checked}`;
  let interval = memo.get(key);
  if (!interval) {
    const { lo, hi } = csProportion({ x: down, n: checked });
    interval = { low: Math.floor(lo * 1e4) / 1e4, high: Math.ceil(hi * 1e4) / 1e4 };
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(key, interval);
  }
  return interval;
}

function isAbove(share: number, down: number, checked: number): boolean {
  return down >= FAILING_DEVICES && (shareInterval(down, checked)?.low ?? 0) > share;
}

/**
 * Judges every update, strongest evidence first. An update that is above the usual only on devices that have
 * the strongest one too is explained by it: rolling through the same devices is no proof against it.
 */
export function judgeUpdates(fleet: FleetState): Judged[] {
  const judged = fleet.updates.all().map((update) => {
    const counts = update.counters.total();
    const down = downOfChecked(counts);
    const low = shareInterval(down, counts.checked)?.low ?? 0;
    return { update, counts, low, failing: isAbove(FAILING_SHARE, down, counts.checked) };
  });
  judged.sort(
    (a, b) => b.low - a.low || exposedOf(b.counts) - exposedOf(a.counts) || (a.update.id < b.update.id ? -1 : 1),
  );
  const strongest = judged.find(({ failing }) => failing)?.update.id;
  return judged
    .map(({ update, counts, low, failing }): Judged => {
      const limit = failing ? FAILING_SHARE : SUSPICIOUS_SHARE;
      const suspect = isAbove(limit, downOfChecked(counts), counts.checked);
      const explained = suspect && strongest !== undefined && isExplained(fleet, update.id, strongest, limit);
      const explainedBy = explained ? strongest : null;
      return { update, counts, low, judgement: judgementOf(counts, failing, explainedBy), explainedBy };
    })
    .sort((a, b) => RANK[a.judgement] - RANK[b.judgement]);
}

const RANK = { failing: 0, explained: 1, ok: 2, 'too few': 3 } as const satisfies Record<Judgement, number>;

/** How long a comparison holds, in fleet seconds; it walks the fleet and boards ask every second. */
const COMPARISON_SEC = 10;
const comparisons = new WeakMap<FleetState, Map<string, { at: number; result: { checked: number; down: number } }>>();

function compare(fleet: FleetState, update: string, other: string): { checked: number; down: number } {
  const known = comparisons.get(fleet) ?? new Map();
  comparisons.set(fleet, known);
  const key = `${update}\n${other}`;
  const standing = known.get(key);
  if (standing && fleet.now - standing.at < COMPARISON_SEC) return standing.result;
  const result = judgedWithout(fleet, update, other);
  known.set(key, { at: fleet.now, result });
  return result;
}

function isExplained(fleet: FleetState, update: string, strongest: string, limit: number): boolean {
  if (update === strongest) return false;
  const { checked, down } = compare(fleet, update, strongest);
  // Always together so far: the data cannot tell the two apart, and neither is cleared.
  return checked >= MIN_CHECKED_TO_JUDGE && !isAbove(limit, down, checked);
}

function judgementOf(counts: UpdateCounts, failing: boolean, explainedBy: string | null): Judgement {
  if (explainedBy !== null) return 'explained';
  if (failing) return 'failing';
  return counts.checked < MIN_CHECKED_TO_JUDGE ? 'too few' : 'ok';
}
