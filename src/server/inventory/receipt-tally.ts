/** Counts what the lines of an inventory mean to the fleet as it is, line by line. */
import type { InventoryLine, InventoryReceipt } from '#contract/inventory.ts';
import { MAX_INVENTORY_DEVICES, MAX_LISTED_LINES } from '#contract/limits.ts';
import { changesOf, type LineChange } from '#domain/fleet/compare-line.ts';
import type { FleetState } from '#domain/fleet/fleet-state.ts';
import { type Hash64, hash64 } from '#domain/fleet/hash.ts';
import { Refusal } from '../problem.ts';
import { UNWRITABLE } from '../write-group.ts';
import type { ReadLine } from './read-line.ts';
import { SeenLines } from './seen-lines.ts';
import { ToldZones } from './told-zones.ts';

/** Examples of each kind of change. */
const MAX_EXAMPLES = 3;
/** Kinds of changes told apart. */
const MAX_KINDS = 100;

type Change = InventoryReceipt['changes'][number];

/** A line and how it counts; to be written when it says something new. */
export interface Novelty {
  readonly device: Hash64;
  readonly line: InventoryLine;
  readonly number: number;
  readonly what: 'new' | 'changed' | 'unchanged';
}

export class ReceiptTally {
  readonly #fleet: FleetState;
  readonly #seen = new SeenLines();
  readonly #zones: ToldZones<Novelty>;
  readonly #changes = new Map<string, Change>();
  readonly #newRings = new Set<string>();
  readonly #receipt: InventoryReceipt;

  constructor(fleet: FleetState, dryRun: boolean) {
    this.#fleet = fleet;
    this.#zones = new ToldZones(fleet);
    this.#receipt = {
      dryRun,
      ...{ applied: 0, new: 0, changed: 0, unchanged: 0 },
      ...{ rejected: [], rejectedCount: 0, duplicates: [], duplicateCount: 0 },
      ...{ newRings: [], changes: [] },
    };
  }

  /** Counts a line; returns it when it has to be written. @throws Refusal 413 beyond MAX_INVENTORY_DEVICES. */
  take(read: ReadLine): Novelty | undefined {
    const receipt = this.#receipt;
    if ('fault' in read) {
      this.#reject({ line: read.number, ...read.fault });
      return undefined;
    }
    const { number, line } = read;
    const device = hash64(line.device);
    const repeats = this.#seen.note(device, number);
    if (repeats !== 0) {
      receipt.duplicateCount++;
      if (receipt.duplicates.length < MAX_LISTED_LINES) {
        receipt.duplicates.push({ line: number, repeats, device: line.device });
      }
      return undefined;
    }
    const changes = changesOf(this.#fleet, device, line);
    if (++receipt.applied > MAX_INVENTORY_DEVICES) {
      const detail = `More than ${MAX_INVENTORY_DEVICES} devices. Send them in several requests; what is in already is not written twice.`;
      throw new Refusal('too-large', detail);
    }
    const what = changes === undefined ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
    const novelty: Novelty = { device, line, number, what };
    receipt[what]++;
    this.#zones.note(device, line, novelty);
    if (what === 'unchanged') return undefined;
    this.#noteRings(line);
    for (const change of changes ?? []) this.#noteChange(number, line.device, change);
    return novelty;
  }

  /**
   * To be called once, when all lines are taken and what they say is written: counts the new time zones, and returns the
   * lines that have to be written for them.
   */
  zonesLeft(): Novelty[] {
    const left: Novelty[] = [];
    for (const { by, known, zone, now } of this.#zones.all()) {
      const { number, line } = by;
      const isNews = known !== zone && by.what !== 'new';
      if (isNews) this.#noteChange(number, line.device, { what: 'timeZone', from: known, to: zone });
      const what = isNews ? 'changed' : by.what;
      this.#receipt[by.what]--;
      this.#receipt[what]++;
      if (now !== zone) left.push({ ...by, what });
    }
    return left;
  }

  /** The store takes others, but not this one; nor the zone it tells. */
  takeBack({ number, what }: Novelty): void {
    this.#zones.forget(number);
    this.#receipt.applied--;
    this.#receipt[what]--;
    const fix = 'Leave the line out, or write its values otherwise.';
    this.#reject({ line: number, field: null, why: UNWRITABLE, fix });
  }

  #reject(line: InventoryReceipt['rejected'][number]): void {
    this.#receipt.rejectedCount++;
    if (this.#receipt.rejected.length < MAX_LISTED_LINES) this.#receipt.rejected.push(line);
  }

  receipt(): InventoryReceipt {
    const changes = [...this.#changes.values()].sort((a, b) => b.devices - a.devices);
    return { ...this.#receipt, newRings: [...this.#newRings], changes };
  }

  #noteRings({ labels, rings = {} }: InventoryLine): void {
    for (const ring of [labels?.ring, ...Object.values(rings)]) {
      if (ring === undefined || this.#newRings.size >= MAX_LISTED_LINES) continue;
      if (this.#fleet.dictionaries.ring.find(ring) === -1) this.#newRings.add(ring);
    }
  }

  #noteChange(line: number, device: string, { what, from, to }: LineChange): void {
    let change = this.#changes.get(what);
    if (!change) {
      if (this.#changes.size >= MAX_KINDS) return;
      change = { what, devices: 0, examples: [] };
      this.#changes.set(what, change);
    }
    change.devices++;
    if (change.examples.length < MAX_EXAMPLES) change.examples.push({ line, device, from, to });
  }
}
