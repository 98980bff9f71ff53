/** One update as the board and the lists show it. */
import type { GateAsked, Outage, UpdateCounts, UpdateInRing, UpdateSummary } from '#contract/update.ts';
import { versionOf } from '#contract/update-id.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';
import { coversRing, standingHolds, toHold } from '../holds/holds.ts';
import type { HoldRecord, LogState } from '../holds/log-state.ts';
import { downOfChecked, exposedOf, type Judged, shareInterval } from './judge.ts';
import { outageOf } from './outage.ts';
import { sayEvidence } from './say-evidence.ts';

const withoutIt = (targeted: number, counts: UpdateCounts): number =>
  Math.max(0, targeted - exposedOf(counts) - counts.waiting);
const toMs = (sec: number | undefined): number | null => (sec ? sec * 1000 : null);

function ringState(hold: HoldRecord | undefined, counts: UpdateCounts): UpdateInRing['state'] {
  if (hold) return 'paused';
  return exposedOf(counts) + counts.waiting > 0 ? 'running' : 'not started';
}

function inRing(
  fleet: FleetState,
  update: TrackedUpdate,
  ring: number,
  holds: readonly HoldRecord[],
  gateAsked: SummaryContext['gateAsked'],
): UpdateInRing {
  const name = fleet.dictionaries.ring.name(ring);
  const counts = update.counters.ring(ring);
  const targeted = update.counters.targetedRing(ring);
  const hold = holds.find((candidate) => coversRing(candidate, name));
  return {
    ring: name,
    counts,
    targeted,
    without: withoutIt(targeted, counts),
    interval: shareInterval(downOfChecked(counts), counts.checked),
    state: ringState(hold, counts),
    plannedAt: update.facts.plan?.find((step) => step.ring === name)?.startsAt ?? null,
    firstInstallAt: toMs(update.installs.first(ring)),
    lastInstallAt: toMs(update.installs.last(ring)),
    installsAfterHold: hold ? update.installs.countAfter(Math.floor(hold.placedAt / 1000), new Set([ring])) : null,
    gate: hold ? gateAsked(hold, name) : null,
  };
}

export interface SummaryContext {
  readonly log: LogState;
  /** Whether the gate was asked for a ring since this hold on it. */
  readonly gateAsked: (hold: HoldRecord, ring: string) => GateAsked;
  /** Updates that silence was handed over to, with the devices back by now and those of them that have it. */
  readonly handedOver: LogState['handedOver'];
  /** Epoch milliseconds of the machine. */
  readonly wallNow: number;
  /** Codes of regions whose telemetry is impaired. */
  readonly impaired: ReadonlySet<number>;
  /** Fleet alarms, oldest first, the open one last. */
  readonly outages: readonly Outage[];
  /** Fleet clock, epoch milliseconds. */
  readonly asOf: number;
}

/** `rings` are ring codes in rollout order; times in epoch milliseconds. */
export function summarise(
  fleet: FleetState,
  judged: Judged,
  rings: readonly number[],
  { log, gateAsked, handedOver, wallNow, outages, impaired, asOf }: SummaryContext,
): UpdateSummary {
  const { update, counts, judgement, explainedBy, rollout } = judged;
  const firstSeenAt = toMs(update.firstSeenAt);
  const holds = standingHolds(log, update.id);
  const rows = rings.map((ring) => inRing(fleet, update, ring, holds, gateAsked));
  const targeted = rows.reduce((sum, row) => sum + row.targeted, 0);
  const without = rows.reduce((sum, row) => sum + row.without, 0);
  return {
    id: update.id,
    name: update.facts.name ?? update.id,
    version: versionOf(update.id),
    channel: update.facts.channel ?? null,
    reach: update.facts.reach ?? null,
    firstSeenAt,
    counts,
    targeted,
    without,
    interval: shareInterval(downOfChecked(counts), counts.checked),
    judgement,
    explainedBy,
    skippedRings: log.skipped.has(update.id),
    handedOver: handedOver.get(update.id) ?? null,
    outage: outageOf(
      outages,
      { judgement, firstSeenAt, silent: Math.max(counts.silent, rollout?.trials.dark ?? 0) },
      asOf,
    ),
    evidence: sayEvidence(fleet, judged, { without, impaired }),
    detectedAt: log.alarms.get(update.id) ?? null,
    rings: rows.filter((row) => row.targeted > 0 || exposedOf(row.counts) > 0),
    holds: holds.map((hold) => toHold(hold, wallNow)),
    logged: log.logged.get(update.id) ?? 0,
  };
}
