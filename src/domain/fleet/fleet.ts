/** What the server does with the fleet's state: set updates, move time on. */
import type { UpdateFacts } from '#contract/update.ts';
import { findExposure } from './expose.ts';
import type { FleetState } from './fleet-state.ts';
import { SEGMENT_MASK } from './segments.ts';
import { settle, uncountExposure } from './settle.ts';
import { compileTarget } from './target.ts';
import { countTargetedBy, trackUpdate } from './track-update.ts';
import type { TrackedUpdate } from './updates.ts';

/** Moves the fleet clock to `now` (epoch seconds) and recounts every device for which something fell due. */
export function advance(fleet: FleetState, now: number): void {
  if (now <= fleet.now) return;
  fleet.now = now;
  fleet.inventory.forgetOld(now);
  fleet.wheel.advance(now, (device) => settle(fleet, device));
}

/** Sets what is known of an update; a new channel or target recounts it over all devices. */
export function setUpdateFacts(fleet: FleetState, id: string, facts: UpdateFacts): TrackedUpdate | undefined {
  const update = trackUpdate(fleet, id);
  if (!update) return undefined;
  const channel = facts.channel === undefined ? 0 : fleet.dictionaries.channel.code(facts.channel);
  const isMovedOrMeant =
    channel !== update.channel || JSON.stringify(facts.target) !== JSON.stringify(update.facts.target);
  const isDueOtherwise = facts.expectedReboots !== update.facts.expectedReboots;
  if (isMovedOrMeant) for (let device = 0; device < fleet.deviceCount; device++) withdraw(fleet, device, update);
  update.facts = facts;
  update.channel = channel;
  if (isMovedOrMeant) {
    update.target = compileTarget(facts.target, fleet.dictionaries);
    for (let device = 0; device < fleet.deviceCount; device++) countTargetedBy(fleet, device, update, 1);
  }
  if (isMovedOrMeant || isDueOtherwise) {
    for (let device = 0; device < fleet.deviceCount; device++) {
      if (findExposure(fleet, device, update.number) !== -1) settle(fleet, device);
    }
  }
  return update;
}

/**
 * Nobody listened from `from` to `until` (epoch seconds): the clock moves on, and what fell due meanwhile gets
 * a whole silence from the end of it before it counts against a device.
 */
export function wasDeaf(fleet: FleetState, from: number, until: number): void {
  fleet.deafFrom = from;
  fleet.deafUntil = until;
  advance(fleet, until);
}

function withdraw(fleet: FleetState, device: number, update: TrackedUpdate): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  for (let record = segment.exposure[i]; record !== -1; record = fleet.exposures.next(record)) {
    if (fleet.exposures.update(record) === update.number) uncountExposure(fleet, device, segment.sector[i], record);
  }
  countTargetedBy(fleet, device, update, -1);
}
