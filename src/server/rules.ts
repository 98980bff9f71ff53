/** What the product decides by itself when a minute closes: to alarm, and where the owner wants it, to pause. */
import type { UpdateSummary } from '#contract/update.ts';
import type { HandOver } from '#domain/board/hand-over.ts';
import { downOfChecked, type Judged, type Judgements, shareInterval } from '#domain/board/judge.ts';
import { skippedRings } from '#domain/board/skipped-rings.ts';
import { oneIn } from '#domain/detection/one-in.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import type { LogState } from '#domain/holds/log-state.ts';
import type { Decision } from './log-book.ts';

/** A decision as of the log's state when it is written; undefined when it was made before. */
export type Rule = (state: LogState) => Decision | undefined;

/** Rules that apply at `asOf` (fleet clock, epoch milliseconds); `autoPause`: whether updates beyond doubt are paused without a person; `handOvers`: what silent devices turned out to have. */
export function rulesFor(
  { updates }: Judgements,
  summaries: readonly UpdateSummary[],
  asOf: number,
  autoPause: boolean,
  handOvers: readonly HandOver[],
): Rule[] {
  const skipped = summaries.flatMap((summary) => skip(summary, asOf) ?? []);
  const failing = updates
    .filter(({ judgement }) => judgement === 'failing')
    .flatMap((judged) => [
      alarm(judged),
      ...(autoPause && judged.rollout?.tierNow === 'auto-pause' ? [pause(judged)] : []),
    ]);
  return [...skipped, ...handOvers.map(handOver), ...failing];
}

function skip({ id, rings, firstSeenAt }: UpdateSummary, asOf: number): Rule | undefined {
  const found = skippedRings(rings, firstSeenAt, asOf);
  if (!found || firstSeenAt === null) return undefined;
  const entry = { kind: 'rings_skipped' as const, update: id, ...found, after: Math.max(0, asOf - firstSeenAt) };
  return (state) => (state.skipped.has(id) ? undefined : entry);
}

const handOver =
  (found: HandOver): Rule =>
  (state) =>
    state.handedOver.has(found.update) ? undefined : { kind: 'alarm_handed_over', ...found };

function alarm({ update, counts }: Judged): Rule {
  const down = downOfChecked(counts);
  const { low, high } = shareInterval(down, counts.checked) ?? { low: 0, high: 1 };
  const opened = { kind: 'alarm_opened' as const, update: update.id, checked: counts.checked, down, low, high };
  return (state) => (state.alarms.has(update.id) ? undefined : opened);
}

/** In all rings, and once: a person who lifts it has the last word. */
function pause({ update, counts, rollout }: Judged): Rule {
  const hold = `h-rule-${hashText(hash64(update.id))}`;
  const down = downOfChecked(counts);
  const reason = `Automatic pause: ${down} of ${counts.checked} checked are down, evidence ${oneIn(rollout?.maxLnE ?? 0)}.`;
  return (state) =>
    state.holds.has(hold) ? undefined : { kind: 'hold_placed', hold, update: update.id, rings: 'all', reason };
}
