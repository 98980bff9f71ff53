/** What the server does with the fleet's state: set updates, move time on. */
import type { UpdateFacts } from '#contract/update.ts';
import { withDeaf } from './deaf-times.ts';
import type { FleetState } from './fleet-state.ts';
import { SEGMENT_BITS, SEGMENT_SIZE } from './segments.ts';
import { settle, uncountExposure } from './settle.ts';
import { compileTarget } from './target.ts';
import { countTargets, trackUpdate } from './track-update.ts';
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
  if (isMovedOrMeant) {
    eachExposed(fleet, update, (device, sector, record) => uncountExposure(fleet, device, sector, record));
  }
  update.facts = facts;
  update.channel = channel;
  if (isMovedOrMeant) {
    update.target = compileTarget(facts.target, fleet.dictionaries);
    countTargets(fleet, update);
  }
  if (isMovedOrMeant || isDueOtherwise) eachExposed(fleet, update, (device) => settle(fleet, device));
  return update;
}

function eachExposed(
  { segments, exposures }: FleetState,
  update: TrackedUpdate,
  told: (device: number, sector: number, record: number) => void,
): void {
  for (const [nth, { exposure, sector }] of segments.entries()) {
    // Without an iterator, which would be asked for every device and takes six times as long.
    for (let i = 0; i < SEGMENT_SIZE; i++) {
      for (let record = exposure[i]; record !== -1; record = exposures.next(record)) {
        if (exposures.update(record) === update.number) told((nth << SEGMENT_BITS) | i, sector[i], record);
      }
    }
  }
}

/**
 * Nobody listened from `from` to `until` (epoch seconds): the clock moves on, and what fell due meanwhile gets
 * a whole silence from the end of it before it counts against a device.
 */
export function wasDeaf(fleet: FleetState, from: number, until: number): void {
  fleet.deaf = withDeaf(fleet.deaf, { from, until });
  advance(fleet, until);
}
