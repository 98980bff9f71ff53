/** The time zones an inventory tells. Of each region the last one counts, so they are compared when all of it has come. */
import type { InventoryLine } from '#contract/inventory.ts';
import { MAX_REGIONS } from '#contract/limits.ts';
import { OTHER } from '#contract/words.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import type { Hash64 } from '#domain/fleet/hash.ts';
import { SEGMENT_MASK } from '#domain/fleet/segments.ts';

interface Told<Teller> {
  /** What was known before anything was told; null for nothing. */
  readonly known: string | null;
  readonly zone: string;
  readonly by: Teller;
}

/** One region: the zone told last and who told it, what was known before, and what is known now. */
export interface ToldZone<Teller> extends Told<Teller> {
  readonly now: string | null;
}

export class ToldZones<Teller extends { readonly number: number }> {
  readonly #fleet: FleetState;
  /** By the name of the region, because a new one has no code before it is written. */
  readonly #told = new Map<string, Told<Teller>>();

  constructor(fleet: FleetState) {
    this.#fleet = fleet;
  }

  /** Notes what a line tells, if it does; lines come in order of their number. */
  note(device: Hash64, line: InventoryLine, by: Teller): void {
    const zone = line.timeZone;
    if (zone === undefined) return;
    let region = this.#regionOf(device, line);
    if (!this.#told.has(region) && this.#told.size > MAX_REGIONS) region = OTHER;
    const before = this.#told.get(region);
    this.#told.set(region, { known: before ? before.known : this.#zoneOf(region), zone, by });
  }

  /** The line with this number is not taken after all. */
  forget(number: number): void {
    for (const [region, { by }] of this.#told) if (by.number === number) this.#told.delete(region);
  }

  /** Of every region told of, the last. */
  all(): ToldZone<Teller>[] {
    const last = new Map<string, Told<Teller>>();
    // Names that were new may have turned out to be beyond the limit meanwhile, and are one region then.
    for (const [name, told] of this.#told) {
      const region = this.#known(name);
      const before = last.get(region);
      const later = before && before.by.number > told.by.number ? before : told;
      last.set(region, { ...later, known: before ? before.known : told.known });
    }
    return [...last].map(([region, told]) => ({ ...told, now: this.#zoneOf(region) }));
  }

  #regionOf(device: Hash64, line: InventoryLine): string {
    if (line.labels?.region !== undefined) return this.#known(line.labels.region);
    const fleet = this.#fleet;
    const at = fleet.index.find(device);
    return fleet.dictionaries.region.name(at === -1 ? 0 : fleet.segmentOf(at).region[at & SEGMENT_MASK]);
  }

  /** The region's name as the fleet counts it. */
  #known(name: string): string {
    const { region } = this.#fleet.dictionaries;
    const code = region.wouldBe(name);
    return code === -1 ? name : region.name(code);
  }

  #zoneOf(region: string): string | null {
    return this.#fleet.zones.get(this.#fleet.dictionaries.region.find(region)) ?? null;
  }
}
