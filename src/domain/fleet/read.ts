/** Reading the fleet: totals, lists, single devices. Reads never change state. */
import type { ConditionCounts } from '#contract/snapshot.ts';
import { CONDITIONS, type Condition, STAGES } from '#contract/words.ts';
import { isDown } from './condition.ts';
import { FLEET_MEASURES, type FleetCell, RECOVERED_DEVICES, toConditionCounts } from './counters.ts';
import { NO_CRASH } from './down-counts.ts';
import { exposureDue } from './due.ts';
import { FLAG_REVERTED, PENDING } from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { type Hash64, hashText } from './hash.ts';
import { ABSENT, BOOTS_KEPT, SEGMENT_MASK } from './segments.ts';

export interface FleetTotals {
  readonly conditions: ConditionCounts;
  readonly recovered: number;
  readonly devices: number;
}

/** Sums of the fleet's cells, all of them or those a test picks. */
export function totals(fleet: FleetState, pick: (cell: FleetCell) => boolean = () => true): FleetTotals {
  const sums = new Array<number>(FLEET_MEASURES).fill(0);
  for (const cell of fleet.counters.cells()) {
    if (pick(cell)) for (let m = 0; m < FLEET_MEASURES; m++) sums[m] += cell.counts[m];
  }
  const devices = CONDITIONS.reduce((sum, _, code) => sum + sums[code], 0);
  return { conditions: toConditionCounts(sums), recovered: sums[RECOVERED_DEVICES], devices };
}

/**
 * Ring codes in rollout order: the owner's, then those met in labels, `Other` and `Unassigned`, as long as a device is in
 * them: a name that was misspelt once leaves with the last device that has it.
 */
export function ringOrder(fleet: FleetState): number[] {
  const { ring } = fleet.dictionaries;
  const used = new Set<number>();
  for (const cell of fleet.counters.cells()) {
    if (CONDITIONS.some((_, code) => cell.counts[code] !== 0)) used.add(cell.ring);
  }
  const owned = fleet.rings.map((name) => ring.code(name));
  const met = ring
    .values()
    .map((name) => ring.code(name))
    .filter((code) => used.has(code));
  const last = [ring.limit + 1, 0].filter((code) => used.has(code));
  return [...new Set([...owned, ...met])].filter((code) => code <= ring.limit).concat(last);
}

/** The same by name. */
export const ringNames = (fleet: FleetState): string[] =>
  ringOrder(fleet).map((ring) => fleet.dictionaries.ring.name(ring));

/** Retired: its place is kept, it is counted nowhere. */
export const isGone = (fleet: FleetState, device: number): boolean =>
  fleet.segmentOf(device).condition[device & SEGMENT_MASK] === ABSENT;

/** The hash of a device's id as the store spells it. */
export function deviceHash(fleet: FleetState, device: number): string {
  const segment = fleet.segmentOf(device);
  return hashText({ hi: segment.idHi[device & SEGMENT_MASK], lo: segment.idLo[device & SEGMENT_MASK] });
}

const toMs = (sec: number): number | null => (sec === 0 ? null : sec * 1000);

/** Everything the state knows of one device; times in epoch milliseconds. Undefined for an unknown device. */
export function readDevice(fleet: FleetState, hash: Hash64) {
  const device = fleet.index.find(hash);
  return device === -1 ? undefined : readDeviceAt(fleet, device);
}

export function readDeviceAt(fleet: FleetState, device: number) {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const boots = [];
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    if (!segment.bootStart[s] && !segment.bootHeard[s]) continue;
    boots.push({
      startedAt: toMs(segment.bootStart[s]),
      completedAt: toMs(segment.bootDone[s]),
      heardAt: toMs(segment.bootHeard[s]),
    });
  }
  const updates = [];
  for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
    const stage = fleet.exposures.stage(record);
    updates.push({
      update: fleet.updates.at(fleet.exposures.update(record)).id,
      installedAt: fleet.exposures.at(record) * 1000,
      activatedAt: toMs(fleet.exposures.activatedAt(record)),
      stage: STAGES[stage] ?? STAGES[0],
      dueAt: stage === PENDING ? exposureDue(fleet, segment, i, record) * 1000 : null,
      reverted: (fleet.exposures.flags(record) & FLAG_REVERTED) !== 0,
    });
  }
  const [code, module] = fleet.dictionaries.signature.name(segment.crashSignature[i]).split('\n');
  const condition: Condition = CONDITIONS[segment.condition[i]] ?? 'unknown';
  return {
    condition,
    recovered: segment.recovered[i] === 1,
    downSince: isDown(segment.condition[i]) ? toMs(segment.downSince[i]) : null,
    lastHeardAt: toMs(segment.heardAt[i]),
    lastCrash:
      segment.crashAt[i] === 0 ? null : { at: segment.crashAt[i] * 1000, code: code || '?', module: module || null },
    boots,
    updates,
  };
}

export interface SignatureCount {
  readonly code: string | null;
  readonly module: string | null;
  readonly devices: number;
  /** First crash with this signature, epoch seconds; without one, the minute in which the first of these devices went down. */
  readonly firstSeenAt: number;
  readonly withUpdate: number;
}

/** Crash signatures among the devices down now, the most devices first, in an order that follows from them alone; `update` is the one to count beside each. */
export function signatures(fleet: FleetState, update: string | undefined): SignatureCount[] {
  const number = update === undefined ? undefined : fleet.updates.find(update)?.number;
  return [...fleet.down.bySignature]
    .map(([key, { devices, withUpdate }]) => {
      const [code, module] = key === NO_CRASH ? [] : fleet.dictionaries.signature.name(key).split('\n');
      return {
        code: code ?? null,
        module: module || null,
        devices,
        firstSeenAt: (key === NO_CRASH ? fleet.down.withoutCrash.first() : fleet.signatureFirstAt.get(key)) ?? 0,
        withUpdate: number === undefined ? 0 : (withUpdate.get(number) ?? 0),
      };
    })
    .sort((a, b) => b.devices - a.devices || a.firstSeenAt - b.firstSeenAt || (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = ({ code, module }: SignatureCount): string => `${code} ${module}`;
