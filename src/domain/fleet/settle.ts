/** Brings a device's counted condition and stages up to date, and says when to look again. */
import { CONDITIONS } from '#contract/words.ts';
import { RESTART } from './boots.ts';
import { type Assessment, assess, isDown, LOOPING } from './condition.ts';
import { RECOVERED_DEVICES } from './counters.ts';
import { countDown } from './down-counts.ts';
import { exposureDue } from './due.ts';
import {
  CENSORED,
  CHECKED,
  FLAG_BLAMED,
  FLAG_CENSORED,
  FLAG_REBOOT,
  NO_OUTCOME,
  OUTCOME_LOOPING,
  OUTCOME_RECOVERED,
  OUTCOME_SILENT,
  PENDING,
  UNCOUNTED,
  WAITING,
} from './exposure-pool.ts';
import type { FleetState } from './fleet-state.ts';
import { ANSWERABLE_SEC, bootVerdictSec, VERIFY_SEC } from './horizons.ts';
import { countListed } from './inventory-counts.ts';
import { ABSENT, BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { countTargetedBy } from './track-update.ts';
import { bookTrials } from './trials.ts';

const assessment: Assessment = { condition: ABSENT, recoveredAt: 0, since: 0, nextAt: 0 };

/** Before when a clean switching off leaves an active exposure without a verdict: it was not verified yet. */
function censoredUntil(fleet: FleetState, segment: DeviceSegment, i: number, record: number): number {
  const reboot = (fleet.exposures.flags(record) & FLAG_REBOOT) !== 0;
  return (
    fleet.exposures.activatedAt(record) + (reboot ? bootVerdictSec(segment.everySec[i], segment.class[i]) : VERIFY_SEC)
  );
}

/** The device was switched off cleanly (off or sleep) at `at`: exposures that were not verified by then are censored. */
export function censorExposures(fleet: FleetState, device: number, at: number): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const pool = fleet.exposures;
  for (let record = segment.exposure[i]; record !== -1; record = pool.next(record)) {
    const activated = pool.activatedAt(record);
    if (activated === 0 || at < activated) continue;
    if (at < censoredUntil(fleet, segment, i, record)) {
      pool.setFlags(record, pool.flags(record) | FLAG_CENSORED);
    }
  }
}

/** The same for the shutdowns remembered, because an install or a start may be told after them. */
function censorBehindRememberedShutdowns(fleet: FleetState, device: number, segment: DeviceSegment, i: number): void {
  for (let s = i * BOOTS_KEPT; s < (i + 1) * BOOTS_KEPT; s++) {
    if (segment.bootEnded[s] !== 0 && segment.bootIntent[s] !== RESTART)
      censorExposures(fleet, device, segment.bootEnded[s]);
  }
}

function stageOf(fleet: FleetState, record: number, due: number): number {
  const pool = fleet.exposures;
  if (pool.activatedAt(record) === 0) return WAITING;
  if (pool.flags(record) & FLAG_CENSORED) return CENSORED;
  return fleet.now < due ? PENDING : CHECKED;
}

/** Once an update answers for a device that is down it goes on answering until the device is not. */
function outcomeOf(fleet: FleetState, record: number, due: number, stage: number): number {
  if (stage === WAITING) return NO_OUTCOME;
  const pool = fleet.exposures;
  const flags = pool.flags(record);
  const activated = pool.activatedAt(record);
  if (!isDown(assessment.condition)) {
    if (flags & FLAG_BLAMED) pool.setFlags(record, flags & ~FLAG_BLAMED);
    return assessment.recoveredAt > activated ? OUTCOME_RECOVERED : NO_OUTCOME;
  }
  const inTime = assessment.since <= due + ANSWERABLE_SEC || (flags & FLAG_BLAMED) !== 0;
  if (assessment.since < activated || !inTime) return NO_OUTCOME;
  pool.setFlags(record, flags | FLAG_BLAMED);
  return assessment.condition === LOOPING ? OUTCOME_LOOPING : OUTCOME_SILENT;
}

/** Whether any update would still have to answer for the device going down. */
function isAnswerable(fleet: FleetState, segment: DeviceSegment, i: number): boolean {
  for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
    const activated = fleet.exposures.activatedAt(record);
    if (activated !== 0 && segment.heardAt[i] <= exposureDue(fleet, segment, i, record) + ANSWERABLE_SEC) return true;
  }
  return false;
}

/** Recounts one device at the fleet's present time. */
export function settle(fleet: FleetState, device: number): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  assess(segment, i, fleet.now, isAnswerable(fleet, segment, i), fleet.deaf, assessment);
  const since = segment.downSince[i];
  const downSince = isDown(assessment.condition)
    ? since === 0
      ? assessment.since
      : Math.min(since, assessment.since)
    : 0;
  if (segment.exposure[i] !== -1) censorBehindRememberedShutdowns(fleet, device, segment, i);
  countCondition(fleet, device, segment, i, assessment.condition, downSince, assessment.recoveredAt !== 0 ? 1 : 0);
  let nextAt = assessment.nextAt;
  for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
    const due = exposureDue(fleet, segment, i, record);
    const stage = stageOf(fleet, record, due);
    countExposure(fleet, device, segment.sector[i], record, stage, outcomeOf(fleet, record, due, stage));
    if (stage === PENDING && (nextAt === 0 || due < nextAt)) nextAt = due;
  }
  const trialsAt = bookTrials(fleet, device);
  if (trialsAt !== 0 && (nextAt === 0 || trialsAt < nextAt)) nextAt = trialsAt;
  if (nextAt !== 0) fleet.wheel.schedule(device, nextAt);
}

/** Takes a device out of every counter, before its labels change; `settle` puts it back. */
export function uncount(fleet: FleetState, device: number): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
    uncountExposure(fleet, device, segment.sector[i], record);
  }
  countCondition(fleet, device, segment, i, ABSENT, segment.downSince[i], 0);
}

/** Takes one exposure out of its update's counters. */
export function uncountExposure(fleet: FleetState, device: number, sector: number, record: number): void {
  countExposure(fleet, device, sector, record, UNCOUNTED, NO_OUTCOME);
}

function countCondition(
  fleet: FleetState,
  device: number,
  segment: DeviceSegment,
  i: number,
  condition: number,
  downSince: number,
  recovered: number,
): void {
  const before = segment.condition[i];
  const recoveredBefore = segment.recovered[i];
  if (before === condition && recoveredBefore === recovered && segment.downSince[i] === downSince) return;
  countDown(fleet, segment, i, -1);
  const counts = fleet.counters.of(segment.ring[i], segment.sector[i], segment.region[i], segment.class[i]);
  if (before < CONDITIONS.length) counts[before]--;
  if (condition < CONDITIONS.length) counts[condition]++;
  counts[RECOVERED_DEVICES] += recovered - recoveredBefore;
  segment.recovered[i] = recovered;
  // Retired devices are neither meant by an update nor in the inventory: out before the mark changes, in after it.
  if (condition === ABSENT) countPlace(fleet, device, segment, i, -1);
  segment.condition[i] = condition;
  segment.downSince[i] = downSince;
  countDown(fleet, segment, i, 1);
  if (before === ABSENT) countPlace(fleet, device, segment, i, 1);
}

/** Counts a device where its labels alone decide. */
function countPlace(fleet: FleetState, device: number, segment: DeviceSegment, i: number, by: 1 | -1): void {
  for (const update of fleet.updates.counted) countTargetedBy(fleet, device, update, by);
  countListed(fleet, device, segment, i, by);
}

function countExposure(
  fleet: FleetState,
  device: number,
  sector: number,
  record: number,
  stage: number,
  outcome: number,
): void {
  const pool = fleet.exposures;
  const before = pool.stage(record);
  const outcomeBefore = pool.outcome(record);
  if (before === stage && outcomeBefore === outcome) return;
  const update = fleet.updates.at(pool.update(record));
  const ring = fleet.ringFor(device, update.channel);
  if (before !== UNCOUNTED) update.counters.add(ring, sector, before, outcomeBefore, -1);
  if (stage !== UNCOUNTED) update.counters.add(ring, sector, stage, outcome, 1);
  pool.setCounted(record, stage, outcome);
}
