/** One report changes the state. Every change is a maximum, a minimum or a set, so order does not matter. */
import type { Report } from '#contract/report.ts';
import { openBootTrial } from './boot-trials.ts';
import { findBoot, noteDone, noteEnded, noteStart } from './boots.ts';
import { HEALTHY } from './condition.ts';
import { noteContact } from './contacts.ts';
import { countDown } from './down-counts.ts';
import { activateAtStart, noteInstalled, noteReverted, noteSeenWith } from './expose.ts';
import type { FleetState } from './fleet-state.ts';
import { hash32, hash64 } from './hash.ts';
import { VERIFY_SEC } from './horizons.ts';
import { type Arrival, identityOf } from './identity.ts';
import { noteLastHeard } from './inventory-counts.ts';
import { labelDevice } from './label-device.ts';
import { openReturnTrial } from './return-trials.ts';
import { BOOTS_KEPT, type DeviceSegment, SEGMENT_MASK } from './segments.ts';
import { censorExposures, settle } from './settle.ts';
import { trackUpdate } from './track-update.ts';

/** Applies a report. Applying it again changes nothing. */
export function applyReport(fleet: FleetState, arrival: Arrival): void {
  const { report, at } = arrival;
  const device = fleet.deviceFor(arrival.device);
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  const labelled = report.labels !== undefined && labelDevice(fleet, device, report.labels, at);
  const identity = identityOf(arrival);
  if (identity !== undefined) fleet.recent.add(hash64(identity));
  if (report.kind === 'heartbeat' && !labelled && isRoutineBeat(segment, i, report, at)) {
    takeRoutineBeat(fleet, device, segment, i, at);
    return;
  }
  note(fleet, device, segment, i, report, at);
  settle(fleet, device);
}

/** The everyday heartbeat of a healthy, verified device changes only when it was heard. */
function isRoutineBeat(
  segment: DeviceSegment,
  i: number,
  report: Extract<Report, { kind: 'heartbeat' }>,
  at: number,
): boolean {
  const newest = i * BOOTS_KEPT;
  if (segment.condition[i] !== HEALTHY || report.updates !== undefined || at <= segment.beatAt[i]) return false;
  if (segment.bootId[newest] !== hash32(report.boot) || segment.bootDone[newest] === 0) return false;
  if (at < segment.bootDone[newest] || segment.bootHeard[newest] < segment.bootDone[newest] + VERIFY_SEC) return false;
  if (report.everySec !== undefined && report.everySec !== segment.everySec[i]) return false;
  return at > segment.bootEnded[newest];
}

function takeRoutineBeat(fleet: FleetState, device: number, segment: DeviceSegment, i: number, at: number): void {
  const newest = i * BOOTS_KEPT;
  noteContact(fleet, device, segment, i, at);
  segment.beatAt[i] = at;
  heard(fleet, device, segment, i, at);
  if (at > segment.bootHeard[newest]) segment.bootHeard[newest] = at;
}

function note(fleet: FleetState, device: number, segment: DeviceSegment, i: number, report: Report, at: number): void {
  switch (report.kind) {
    case 'boot.started':
      heard(fleet, device, segment, i, at);
      for (const earlier of report.earlier ?? []) {
        start(fleet, device, 0, at - Math.round((report.at - earlier) / 1000));
      }
      start(fleet, device, hash32(report.boot), at);
      if (report.previous?.crash) {
        crashed(fleet, segment, i, at - 1, report.previous.crash.code, report.previous.crash.module);
      }
      return;
    case 'boot.completed':
      heard(fleet, device, segment, i, at);
      noteDone(segment, i, hash32(report.boot), at);
      return;
    case 'heartbeat':
      heard(fleet, device, segment, i, at);
      noteDone(segment, i, hash32(report.boot), at);
      if (at >= segment.beatAt[i]) segment.everySec[i] = report.everySec ?? segment.everySec[i];
      noteContact(fleet, device, segment, i, at);
      if (at > segment.beatAt[i]) segment.beatAt[i] = at;
      for (const update of report.updates ?? []) noteSeenWith(fleet, device, update, at);
      return;
    case 'update.offered':
      heard(fleet, device, segment, i, at);
      trackUpdate(fleet, report.update);
      return;
    case 'update.installed':
      heard(fleet, device, segment, i, at);
      noteInstalled(fleet, device, report.update, at, report.activation);
      return;
    case 'update.reverted':
      heard(fleet, device, segment, i, at);
      noteReverted(fleet, device, report.update);
      return;
    case 'shutdown':
      heard(fleet, device, segment, i, at);
      noteEnded(segment, i, report.boot === undefined ? 0 : hash32(report.boot), at, report.intent);
      if (report.intent === 'restart') beginStart(fleet, device, at);
      else {
        censorExposures(fleet, device, at);
        openReturnTrial(fleet, device, at);
      }
      return;
    case 'crash':
      crashed(fleet, segment, i, at, report.code, report.module);
      return;
    case 'gone':
      segment.goneAt[i] = Math.max(segment.goneAt[i], at);
      return;
  }
}

function heard(fleet: FleetState, device: number, segment: DeviceSegment, i: number, at: number): void {
  if (at > segment.heardAt[i]) {
    noteLastHeard(fleet, segment, i, at);
    segment.heardAt[i] = at;
  }
  fleet.peers.heard(segment.site[i], device, at);
}

function start(fleet: FleetState, device: number, boot: number, at: number): void {
  noteStart(fleet.segmentOf(device), device & SEGMENT_MASK, boot, at);
  beginStart(fleet, device, at);
}

/** From here on the start is on trial, also when it is only announced and never heard of again. */
function beginStart(fleet: FleetState, device: number, at: number): void {
  activateAtStart(fleet, device, at);
  openBootTrial(fleet.segmentOf(device), device & SEGMENT_MASK, at);
}

function crashed(
  fleet: FleetState,
  segment: DeviceSegment,
  i: number,
  at: number,
  code: string,
  module?: string,
): void {
  const signature = fleet.dictionaries.signature.code(`${code}\n${module ?? ''}`);
  fleet.signatureFirstAt.set(signature, Math.min(at, fleet.signatureFirstAt.get(signature) ?? at));
  if (at <= segment.crashAt[i]) return;
  countDown(fleet, segment, i, -1);
  segment.crashAt[i] = at;
  segment.crashSignature[i] = signature;
  countDown(fleet, segment, i, 1);
}

/**
 * Whether the report was seen before; changes nothing. Boots and heartbeats are told from the state itself,
 * the rest from the recent identities (design: a boot's reports by device, boot and kind; an install by
 * device, update and time; a heartbeat by device and time).
 */
export function isRepeated(fleet: FleetState, arrival: Arrival): boolean {
  const { report, at } = arrival;
  const identity = identityOf(arrival);
  if (identity !== undefined) return fleet.recent.has(hash64(identity));
  const device = fleet.index.find(arrival.device);
  if (device === -1) return false;
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (report.kind === 'heartbeat') return segment.beatAt[i] === at;
  const slot = 'boot' in report && report.boot !== undefined ? findBoot(segment, i, hash32(report.boot)) : -1;
  if (slot === -1) return false;
  if (report.kind === 'boot.started') return segment.bootStart[slot] !== 0;
  return segment.bootDone[slot] !== 0 && segment.bootDone[slot] <= at;
}
