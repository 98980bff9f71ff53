/** Everything that was decided, folded from the log: holds and alarms. The log is the write model; this is its reading. */
import type { Author, HoldRings } from '#contract/hold.ts';
import type { LogEntry } from '#contract/log.ts';
import type { Outage } from '#contract/update.ts';

export interface HoldRecord {
  readonly id: string;
  readonly update: string;
  readonly rings: HoldRings;
  readonly author: Author;
  /** Fleet clock and wall clock, epoch milliseconds. */
  readonly placedAt: number;
  readonly placedWallAt: number;
  readonly reason: string | null;
  /** null while it stands. */
  readonly liftedAt: number | null;
}

export interface LogState {
  readonly nextSeq: number;
  readonly holds: ReadonlyMap<string, HoldRecord>;
  /** Clicks that found their hold standing. */
  readonly kept: ReadonlySet<string>;
  /** Update -> how many entries are about it. */
  readonly logged: ReadonlyMap<string, number>;
  /** Update -> when it was first judged failing, fleet clock. */
  readonly alarms: ReadonlyMap<string, number>;
  /** Updates to which a fleet alarm was handed over, with the devices back by then and those of them that have it. */
  readonly handedOver: ReadonlyMap<string, { readonly back: number; readonly withIt: number }>;
  /** Updates that skipped rings. */
  readonly skipped: ReadonlySet<string>;
  /** Fleet alarms that are over, oldest first; fleet clock. */
  readonly outages: readonly (Outage & { readonly until: number })[];
  /** What the data belongs to; a drill has a speed in fleet seconds a second. */
  readonly mode: { readonly kind: 'undecided' | 'real' } | { readonly kind: 'drill'; readonly speed: number };
}

export const EMPTY_LOG: LogState = {
  nextSeq: 1,
  holds: new Map(),
  kept: new Set(),
  logged: new Map(),
  alarms: new Map(),
  handedOver: new Map(),
  skipped: new Set(),
  outages: [],
  mode: { kind: 'undecided' },
};

/** State after one more entry. Holds are few, so copying the map is cheaper than being clever. */
export function fold(before: LogState, entry: LogEntry): LogState {
  const state = counted(before, entry);
  switch (entry.kind) {
    case 'hold_placed': {
      const { hold: id, update, rings, actor: author, at: placedAt, wallAt: placedWallAt, reason } = entry;
      return withHold(state, { id, update, rings, author, placedAt, placedWallAt, reason, liftedAt: null });
    }
    case 'hold_reason': {
      const hold = state.holds.get(entry.hold);
      return hold ? withHold(state, { ...hold, reason: entry.reason }) : state;
    }
    case 'hold_lifted': {
      const hold = state.holds.get(entry.hold);
      return hold ? withHold(state, { ...hold, liftedAt: entry.at }) : state;
    }
    case 'alarm_opened':
      if (state.alarms.has(entry.update)) return state;
      return { ...state, alarms: new Map(state.alarms).set(entry.update, entry.at) };
    case 'alarm_handed_over': {
      const { update, back, withIt } = entry;
      const alarms = new Map(state.alarms).set(update, state.alarms.get(update) ?? entry.at);
      return { ...state, alarms, handedOver: new Map(state.handedOver).set(update, { back, withIt }) };
    }
    case 'rings_skipped':
      return { ...state, skipped: new Set(state.skipped).add(entry.update) };
    case 'fleet_alarm_opened':
    case 'note':
      return state;
    case 'fleet_alarm_closed': {
      const outage = { from: entry.since, until: entry.until, regions: entry.regions };
      return { ...state, outages: [...state.outages, outage] };
    }
    case 'drill_started':
      return { ...state, mode: { kind: 'drill', speed: entry.speed } };
    case 'service_started':
      return { ...state, mode: { kind: 'real' } };
    case 'hold_kept':
      return { ...state, kept: new Set(state.kept).add(entry.intent) };
  }
}

export function replay(entries: Iterable<LogEntry>): LogState {
  let state = EMPTY_LOG;
  for (const entry of entries) state = fold(state, entry);
  return state;
}

function counted(state: LogState, entry: LogEntry): LogState {
  const nextSeq = Math.max(state.nextSeq, entry.seq + 1);
  const update = 'update' in entry ? entry.update : null;
  if (update === null) return { ...state, nextSeq };
  return { ...state, nextSeq, logged: new Map(state.logged).set(update, (state.logged.get(update) ?? 0) + 1) };
}

function withHold(state: LogState, hold: HoldRecord): LogState {
  return { ...state, holds: new Map(state.holds).set(hold.id, hold) };
}
