/** The picture on the live screen, from the fleet's state and the log. */
import { MAX_SNAPSHOT_CHANNELS, MAX_SNAPSHOT_UPDATES } from '#contract/limits.ts';
import type { LogEntry } from '#contract/log.ts';
import type { FleetAlarm, MatrixCell, Snapshot, Verdict } from '#contract/snapshot.ts';
import type { Outage, UpdateSummary } from '#contract/update.ts';
import { MIN_SILENT } from '../detection/fleet-alarm.ts';
import type { FleetState } from '../fleet/fleet-state.ts';
import { inventoryGaps } from '../fleet/inventory-counts.ts';
import { ringOrder, signatures, totals } from '../fleet/read.ts';
import type { TrackedUpdate } from '../fleet/updates.ts';
import type { LogState } from '../holds/log-state.ts';
import { culpritFor, downOfChecked, exposedOf, type Judgements, NOTABLE_SHARE, shareInterval } from './judge.ts';
import { silentSince } from './silent-sample.ts';
import { type SummaryContext, summarise } from './update-summary.ts';

/** Cells of the sector x ring matrix; beyond, the smallest sectors are left to the lists. */
const MAX_MATRIX_CELLS = 120;
/** Rows of updates by ring; with many rings fewer updates are shown, so that the picture stays within its bytes. */
const MAX_RING_ROWS = 56;
const MAX_SIGNATURES = 6;

export interface BoardInput {
  readonly fleet: FleetState;
  readonly judgements: Judgements;
  /** The fleet alarm, if one is open, and what its devices have in common. */
  readonly alarm: FleetAlarm | undefined;
  /** Codes of regions whose telemetry is impaired. */
  readonly impaired: ReadonlySet<number>;
  /** Fleet alarms, oldest first, the open one last. */
  readonly outages: readonly Outage[];
  readonly log: LogState;
  readonly gateAsked: SummaryContext['gateAsked'];
  readonly handedOver: SummaryContext['handedOver'];
  /** The newest log entries, newest first. */
  readonly recent: readonly LogEntry[];
  /** Fleet clock and wall clock, epoch milliseconds. */
  readonly asOf: number;
  readonly wallNow: number;
  readonly drill: Snapshot['drill'];
  readonly sectorName: string;
  readonly troubles: Snapshot['troubles'];
  /** Trials of the past and how many failed; undefined without history. */
  readonly history: { readonly n: number; readonly x: number } | undefined;
}

/** Builds the snapshot. Costs a walk over the devices that are down; everything else is counted already. */
export function buildSnapshot(input: BoardInput): Snapshot {
  const { fleet, judgements, log, asOf, wallNow, history } = input;
  const rings = ringOrder(fleet);
  const { outages, impaired, handedOver, gateAsked } = input;
  const updates = allUpdates(fleet, judgements, {
    log,
    gateAsked,
    handedOver,
    wallNow,
    outages,
    impaired,
    asOf,
  });
  const verdict = verdictOf(fleet, updates, input.alarm !== undefined);
  const focus = focusOf(verdict, updates);
  const culprit = focus === null ? undefined : culpritFor(judgements, focus);
  const focused = focus === null ? undefined : fleet.updates.find(focus);
  const cells = focused ? cellsOfUpdate(focused) : verdict.state === 'unexplained' ? cellsOfFleet(fleet) : undefined;
  const fleetTotals = totals(fleet);
  const gaps = inventoryGaps(fleet);
  const { healthy, looping, silent } = fleetTotals.conditions;
  return {
    asOf,
    drill: input.drill,
    sectorName: input.sectorName,
    troubles: input.troubles,
    fleet: {
      devices: fleetTotals.devices,
      due: healthy + looping + silent,
      heard: healthy,
      conditions: fleetTotals.conditions,
      recovered: fleetTotals.recovered,
    },
    ...(gaps && { inventory: { ...gaps, inNoRing: gaps.inNoRing.slice(0, MAX_SNAPSHOT_CHANNELS) } }),
    rings: rings.map((ring) => {
      const { devices, conditions } = totals(fleet, (cell) => cell.ring === ring);
      return { ring: fleet.dictionaries.ring.name(ring), devices, conditions };
    }),
    verdict,
    fleetAlarm: input.alarm ? { ...input.alarm, silent: silentSince(fleet, input.alarm.since) } : null,
    threshold: NOTABLE_SHARE,
    culprit: { verdict: culprit?.verdict ?? 'none', updates: culprit?.who ?? [] },
    expectedShare: expectedShareOf(history),
    updates: updates.slice(0, Math.min(MAX_SNAPSHOT_UPDATES, Math.floor(MAX_RING_ROWS / Math.max(1, rings.length)))),
    updateCount: updates.length,
    focus,
    matrix: cells ? matrixOf(fleet, rings, cells) : [],
    signatures: signatures(fleet, focus ?? undefined)
      .slice(0, MAX_SIGNATURES)
      .map(({ code, module, devices, firstSeenAt, withUpdate }) => ({
        code,
        module,
        devices,
        firstSeenAt: firstSeenAt === 0 ? null : firstSeenAt * 1000,
        withFocus: withUpdate,
      })),
    log: [...input.recent],
  };
}

/** The usual failure share, to five digits; null without history. */
export const expectedShareOf = (history: BoardInput['history']): number | null =>
  history && history.n > 0 ? Math.round((history.x / history.n) * 1e5) / 1e5 : null;

/** The sector x ring matrix of one update. */
export const matrixOfUpdate = (fleet: FleetState, update: TrackedUpdate): Snapshot['matrix'] =>
  matrixOf(fleet, ringOrder(fleet), cellsOfUpdate(update));

/** Every update, the suspected first. */
export function allUpdates(fleet: FleetState, judgements: Judgements, context: SummaryContext): UpdateSummary[] {
  const rings = ringOrder(fleet);
  return judgements.updates.map((judged) => summarise(fleet, judged, rings, context));
}

/** Silence that no update explains is not to be looked at through one; nor is a fleet through one that says nothing yet. */
function focusOf(verdict: Verdict, updates: readonly UpdateSummary[]): string | null {
  if ('update' in verdict) return verdict.update;
  if (verdict.state === 'unexplained') return null;
  return (updates.find(({ judgement }) => judgement !== 'too few') ?? updates[0])?.id ?? null;
}

const isHeldEverywhere = (update: UpdateSummary): boolean =>
  update.holds.length > 0 && update.rings.every((ring) => ring.state === 'paused');

function verdictOf(fleet: FleetState, updates: readonly UpdateSummary[], isAlarmed: boolean): Verdict {
  if (fleet.deviceCount === 0) return { state: 'no devices' };
  const failing = updates.filter((update) => update.judgement === 'failing');
  const running = failing.find((update) => !isHeldEverywhere(update));
  if (running) return { state: 'failing', update: running.id };
  if (failing[0]) return { state: 'paused', update: failing[0].id };
  const { down, due } = unexplainedDown(fleet, updates);
  const isMany = down >= MIN_SILENT && (shareInterval(down, due)?.low ?? 0) > NOTABLE_SHARE;
  if (isAlarmed || isMany) return { state: 'unexplained', down, due };
  const held = updates.find(isHeldEverywhere);
  if (held) return { state: 'paused', update: held.id };
  return updates.length > 0 && updates.every((update) => update.judgement === 'too few')
    ? { state: 'too few' }
    : { state: 'healthy' };
}

type Answering = Pick<UpdateSummary, 'judgement' | 'counts'>;

/** Devices down of those due, without the ones that are down with an update under suspicion or not judged yet. */
export function unexplainedDown(fleet: FleetState, updates: readonly Answering[]): { down: number; due: number } {
  const { healthy, looping, silent } = totals(fleet).conditions;
  const answered = updates.reduce((sum, update) => sum + answeredBy(update), 0);
  return { down: Math.max(0, looping + silent - answered), due: healthy + looping + silent };
}

function answeredBy({ judgement, counts }: Answering): number {
  const down = counts.looping + counts.silent;
  return judgement === 'ok' || judgement === 'too few' ? down - downOfChecked(counts) : down;
}

/** Rows of cells by ring; sectors without a device are left out, the largest come first. */
function matrixOf(
  fleet: FleetState,
  rings: readonly number[],
  cellOf: (ring: number, sector: number) => Omit<MatrixCell, 'ring' | 'interval'>,
): Snapshot['matrix'] {
  const { sector: sectors, ring: ringNames } = fleet.dictionaries;
  const rows = Array.from({ length: sectors.size }, (_, sector) => {
    const cells = rings.map((ring): MatrixCell => {
      const cell = cellOf(ring, sector);
      return { ring: ringNames.name(ring), ...cell, interval: shareInterval(cell.down, cell.checked) };
    });
    return {
      sector: sectors.name(sector),
      cells,
      size: cells.reduce((sum, cell) => sum + cell.targeted + cell.exposed, 0),
    };
  });
  const shown = Math.max(1, Math.floor(MAX_MATRIX_CELLS / Math.max(1, rings.length)));
  return rows
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || (a.sector < b.sector ? -1 : 1))
    .slice(0, shown)
    .map(({ sector, cells }) => ({ sector, cells }));
}

function cellsOfUpdate({ counters }: TrackedUpdate) {
  return (ring: number, sector: number) => {
    const counts = counters.cell(ring, sector);
    return {
      targeted: counters.targetedCell(ring, sector),
      exposed: exposedOf(counts),
      checked: counts.checked,
      down: downOfChecked(counts),
    };
  };
}

/** Devices due and down, whatever they run. */
function cellsOfFleet(fleet: FleetState) {
  return (ring: number, sector: number) => {
    const { conditions, devices } = totals(fleet, (cell) => cell.ring === ring && cell.sector === sector);
    const down = conditions.looping + conditions.silent;
    const due = conditions.healthy + down;
    return { targeted: devices, exposed: due, checked: due, down };
  };
}
