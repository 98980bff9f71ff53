/** What devices said lately that their next records lean on. Lost in a restart; then a record says a little less. */
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import { BootNames } from './boot-names.ts';
import { RecentMap } from './recent-map.ts';

const REMEMBERED = 50_000;

export class DeviceMemory {
  readonly boots: BootNames;
  /** Device -> when it said that it goes down, epoch ms. */
  readonly shutdownAnnounced = new RecentMap<string, number>(REMEMBERED);

  constructor(fleet: FleetState) {
    this.boots = new BootNames(fleet);
  }
}
