/** Names for the boots of devices whose source tells when a boot started, but does not name it. */
import { findBoot } from '#domain/fleet/boots.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import { hash32, hash64 } from '#domain/fleet/hash.ts';
import { BOOTS_KEPT, SEGMENT_MASK } from '#domain/fleet/segments.ts';
import { RecentMap } from './recent-map.ts';

/**
 * Start times this close are those of one boot, in seconds: a kernel computes its start anew as its clock is set, and
 * two sources round differently. No machine goes through firmware and loader in so short a time.
 */
const SAME_BOOT_SEC = 10;
const REMEMBERED = 50_000;

const nameAt = (startSec: number): string => `@${startSec}`;
/** When a boot named here started, epoch seconds. */
export const startOf = (name: string): number => Number(name.slice(1));

export class BootNames {
  readonly #fleet: FleetState;
  /** Device -> its boot named last; reports that are still on their way in are not in the state yet. */
  readonly #recent = new RecentMap<string, string>(REMEMBERED);

  constructor(fleet: FleetState) {
    this.#fleet = fleet;
  }

  /** The name of the boot that started then (epoch seconds): the one it was given before, if it was. */
  started(device: string, startSec: number): string {
    const start = Math.round(startSec);
    const recent = this.#recent.get(device);
    const known =
      recent !== undefined && Math.abs(startOf(recent) - start) <= SAME_BOOT_SEC
        ? recent
        : this.#inState(device, start);
    const name = known ?? nameAt(start);
    if (recent === undefined || startOf(name) >= startOf(recent)) this.#recent.set(device, name);
    return name;
  }

  /** The newest boot named here; undefined where none was. */
  latest(device: string): string | undefined {
    return this.#recent.get(device) ?? this.#newestInState(device);
  }

  #inState(device: string, start: number): string | undefined {
    const index = this.#fleet.index.find(hash64(device));
    if (index === -1) return undefined;
    const segment = this.#fleet.segmentOf(index);
    for (let off = 0; off <= SAME_BOOT_SEC; off++) {
      for (const name of [nameAt(start - off), nameAt(start + off)]) {
        if (findBoot(segment, index & SEGMENT_MASK, hash32(name)) !== -1) return name;
      }
    }
    return undefined;
  }

  #newestInState(device: string): string | undefined {
    const index = this.#fleet.index.find(hash64(device));
    if (index === -1) return undefined;
    const start = this.#fleet.segmentOf(index).bootStart[(index & SEGMENT_MASK) * BOOTS_KEPT];
    return start === 0 ? undefined : this.#inState(device, start);
  }
}
