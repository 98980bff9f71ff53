/** The snapshot as bytes, built at most once a tick however many boards poll. */
import { MAX_SNAPSHOT_BYTES } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { buildSnapshot } from '#domain/board/snapshot.ts';
import { hash64, hashText } from '#domain/fleet/hash.ts';
import type { Bootwatch } from './bootwatch.ts';
import { troublesOf } from './troubles.ts';

const TICK_MS = 1_000;
const MINUTE_MS = 60_000;
const RECENT_ENTRIES = 8;

export interface BoardBytes {
  readonly bytes: Uint8Array;
  /** Strong: the same bytes have the same tag. */
  readonly etag: string;
}

export class Board {
  readonly #product: Bootwatch;
  #current: BoardBytes | undefined;
  /** The current picture without its time, to tell a change from the mere passing of time. */
  #picture = '';
  #builtWallAt = 0;
  #builtAsOf = 0;
  #changed = true;

  constructor(product: Bootwatch) {
    this.#product = product;
  }

  /** Something a board may show has changed; it is shown with the next tick. */
  changed(): void {
    this.#changed = true;
  }

  /** A person acted: the next poll must show it. */
  changedByPerson(): void {
    this.#changed = true;
    this.#builtWallAt = 0;
  }

  /** What boards are given now. */
  current(): BoardBytes {
    const wall = this.#product.world.wallNow();
    const asOf = this.#product.clock.now();
    // The machine's clock may be set back: then it is due as well.
    const due = Math.abs(wall - this.#builtWallAt) >= TICK_MS;
    const newMinute = Math.floor(asOf / MINUTE_MS) !== Math.floor(this.#builtAsOf / MINUTE_MS);
    const standing = this.#current;
    if (standing && (!due || !(this.#changed || newMinute || this.#product.clock.stalled))) return standing;
    this.#builtWallAt = wall;
    this.#changed = false;
    const snapshot = this.#build(asOf);
    const picture = JSON.stringify({ ...snapshot, asOf: 0 });
    if (standing && picture === this.#picture && !newMinute) return standing;
    this.#picture = picture;
    this.#builtAsOf = asOf;
    this.#current = toBytes(snapshot);
    return this.#current;
  }

  /** The bytes as of a closed minute's end, for keeping. */
  bytesAt(asOf: number): Uint8Array {
    return toBytes(this.#build(asOf)).bytes;
  }

  #build(asOf: number): Snapshot {
    const { fleet, book, clock, history, metrics, world } = this.#product;
    metrics.snapshotsBuilt++;
    return buildSnapshot({
      fleet,
      judgements: this.#product.judgements(),
      alarm: this.#product.alarms.open(),
      outages: this.#product.alarms.outages(),
      impaired: fleet.suspensions.open,
      gateAsked: (hold, ring) => this.#product.gateAsks.of(hold, ring),
      handedOver: this.#product.alarms.handedOver(),
      log: book.state,
      recent: book.entries.slice(-RECENT_ENTRIES).reverse(),
      asOf,
      wallNow: world.wallNow(),
      drill: clock.mode === 'drill' ? { speed: clock.speed, stalled: clock.stalled } : null,
      sectorName: world.settings.sectorName,
      troubles: troublesOf(this.#product),
      history,
    });
  }
}

/** Within its limit: the last updates and sectors are left to the lists where names are very long. */
function toBytes(whole: Snapshot): BoardBytes {
  let snapshot = whole;
  for (;;) {
    const text = JSON.stringify(snapshot);
    const bytes = new TextEncoder().encode(text);
    const { updates, matrix } = snapshot;
    const canShrink = updates.length > 1 || matrix.length > 1;
    if (bytes.length <= MAX_SNAPSHOT_BYTES || !canShrink) return { bytes, etag: `"${hashText(hash64(text))}"` };
    snapshot =
      updates.length > 1
        ? { ...snapshot, updates: updates.slice(0, Math.max(1, updates.length - 2)) }
        : { ...snapshot, matrix: matrix.slice(0, Math.ceil(matrix.length / 2)) };
  }
}
