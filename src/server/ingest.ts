/**
 * Reports on their way in: classified without changing anything, gathered into a group, written durably, and
 * only then applied and answered. What failed is applied nowhere and its senders are told to try again.
 */
import { GROUP_MAX_REPORTS, MAX_QUEUED_REPORTS } from '#contract/limits.ts';
import { isRepeated } from '#domain/fleet/apply-report.ts';
import { hashText } from '#domain/fleet/hash.ts';
import { type Arrival, inFlightIdentity } from '#domain/fleet/identity.ts';
import type { Bootwatch } from './bootwatch.ts';
import { DeviceMemory } from './device-memory.ts';
import { giveWay, SLICE } from './give-way.ts';
import { Claims } from './in-flight.ts';
import { KnownUnwritable } from './known-unwritable.ts';
import { noSpace, Refusal } from './problem.ts';
import { SenderSkew } from './sender-skew.ts';
import { type DeviceName, type StoredRecord, StoreFull } from './store.ts';
import { type Outcome, writeGroup } from './write-group.ts';

const RETRY_AFTER_SEC = 1;
/** Who can wait leaves the rest of the queue to devices, which are refused when it is full. */
const ROOM_FOR_PATIENT = MAX_QUEUED_REPORTS / 2;

/** A record before it has its place in the order. */
type Unplaced<T> = T extends unknown ? Omit<T, 'seq'> : never;
export type NewRecord = Unplaced<StoredRecord>;

/** One request's records. `clock`: a drill's "everything up to here is sent", applied after them. */
export interface Delivery {
  readonly records: readonly NewRecord[];
  readonly names: readonly DeviceName[];
  readonly clock?: { readonly time: number; readonly speed: number };
}

interface Waiting extends Delivery {
  readonly claims: Claims;
  /** When it came, epoch milliseconds of the machine. */
  readonly since: number;
  readonly done: (unwritable: readonly number[]) => void;
  readonly failed: (error: Error) => void;
}

export class Ingest {
  readonly senderSkew = new SenderSkew();
  readonly memory: DeviceMemory;
  readonly #product: Bootwatch;
  #waiting: Waiting[] = [];
  #queued = 0;
  #nextSeq: number;
  /** Identity -> the delivery that brings it in. */
  readonly #inFlight = new Map<string, Claims>();
  readonly #known = new KnownUnwritable();
  /** The group that is being written. */
  #underWay: readonly Waiting[] = [];
  #running = false;
  #hearing = false;
  #lastWriteAt = 0;

  constructor(product: Bootwatch, lastSeq: number) {
    this.#product = product;
    this.memory = new DeviceMemory(product.fleet);
    this.#nextSeq = lastSeq + 1;
  }

  get queued(): number {
    return this.#queued;
  }

  /** How long the delivery that waits longest has waited, in milliseconds. */
  get lagMs(): number {
    const oldest = this.#underWay[0] ?? this.#waiting[0];
    return oldest === undefined ? 0 : Math.max(0, this.#product.world.wallNow() - oldest.since);
  }

  /**
   * Takes a delivery; resolves when it is durable and applied, with the places in `records` of those that the store
   * can't keep, of which nothing was applied.
   * @throws Refusal 429 when too much waits, and nothing was applied then; 503 when the store did not take all of it:
   * what it took is applied, and sending it all again is harmless.
   */
  take(delivery: Delivery): Promise<readonly number[]> {
    return this.#take(delivery, new Claims(this.#inFlight));
  }

  /**
   * The same with what of a request is new: `compose` asks of each report whether nobody has brought it yet, and then
   * this delivery does. At once, so that nothing comes in between.
   * @throws whatever `compose` throws, and Refusal as `take`.
   */
  takeNew(compose: (isNew: (arrival: Arrival) => boolean) => Delivery): Promise<readonly number[]> {
    const claims = new Claims(this.#inFlight);
    try {
      return this.#take(
        compose((arrival) => !isRepeated(this.#product.fleet, arrival) && claims.claim(inFlightIdentity(arrival))),
        claims,
      );
    } catch (error) {
      claims.abandon();
      throw error;
    }
  }

  #take(delivery: Delivery, claims: Claims): Promise<readonly number[]> {
    if (this.#queued + delivery.records.length > MAX_QUEUED_REPORTS) {
      const detail = `${this.#queued} reports wait to be written. Send the same request again in a moment.`;
      throw new Refusal('too-busy', detail, { retryAfterSec: RETRY_AFTER_SEC });
    }
    this.#product.noticeGap();
    void this.hearAgain();
    return this.#enqueue(delivery, claims);
  }

  /**
   * Takes a delivery once there is room for it: for a sender that is read no faster than this lets him.
   * @throws Refusal 503 when the store did not take it.
   */
  async takeWhenRoom(delivery: Delivery): Promise<readonly number[]> {
    while (this.#queued + delivery.records.length > ROOM_FOR_PATIENT) {
      await new Promise((resolve) => setTimeout(resolve, this.#product.world.settings.groupGapMs));
    }
    return this.take(delivery);
  }

  #enqueue(delivery: Delivery, claims: Claims): Promise<readonly number[]> {
    this.#queued += delivery.records.length;
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    claims.follow(promise);
    const since = this.#product.world.wallNow();
    this.#waiting.push({ ...delivery, since, claims, done: resolve, failed: reject });
    if (!this.#running) void this.#run();
    return promise;
  }

  /** The regular beat: time goes on; a pause in which nobody listened is written down first. */
  beat(): void {
    this.#product.tick();
    void this.hearAgain();
  }

  /** Writes down that nobody listened for a while, before any report of the time after it. */
  async hearAgain(): Promise<void> {
    const { unheardSince: since, clock } = this.#product;
    if (since === undefined || this.#hearing) return;
    this.#hearing = true;
    try {
      await this.#enqueue(
        { records: [{ kind: 'deaf', receivedAt: clock.settledNow(), since }], names: [] },
        new Claims(this.#inFlight),
      );
    } catch {
      // Told already where it failed; the next beat tries again.
    } finally {
      this.#hearing = false;
    }
  }

  /** Resolves when nothing is on its way in any more. */
  async drained(): Promise<void> {
    while (this.#running) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async #run(): Promise<void> {
    this.#running = true;
    const { world } = this.#product;
    while (this.#waiting.length > 0) {
      // The machine's clock may be set back: never rest longer than the gap.
      const rest = Math.min(world.settings.groupGapMs, this.#lastWriteAt + world.settings.groupGapMs - world.wallNow());
      if (rest > 0 && this.#queued < GROUP_MAX_REPORTS) await new Promise((resolve) => setTimeout(resolve, rest));
      this.#lastWriteAt = world.wallNow();
      this.#underWay = this.#nextGroup();
      await this.#writeGroup(this.#underWay);
      this.#underWay = [];
      await this.#product.minutes.caughtUp();
    }
    this.#running = false;
  }

  #nextGroup(): Waiting[] {
    let size = 0;
    let count = 0;
    while (
      count < this.#waiting.length &&
      (count === 0 || size + this.#waiting[count].records.length <= GROUP_MAX_REPORTS)
    ) {
      size += this.#waiting[count].records.length;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const { store, metrics, world } = this.#product;
    const placed = group.map((delivery) => ({
      delivery,
      records: withClock(delivery).map((record): StoredRecord => ({ ...record, seq: this.#nextSeq++ })),
    }));
    const all = placed.flatMap((each) => each.records);
    const known = this.#known.among(all);
    const records = known.size === 0 ? all : all.filter((record) => !known.has(record));
    // The name of a device may be what can't be kept: only with a record that is written.
    const devices = known.size > 0 && new Set(records.map((record) => 'device' in record && hashText(record.device)));
    const isWanted = ({ hash }: DeviceName) => !devices || devices.has(hash);
    const wanted = group.flatMap((delivery) => delivery.names.filter(isWanted));
    const names = new Map(wanted.map((name) => [name.hash, name]));
    const receivedAt = all[0]?.receivedAt ?? 0;
    const probe = (): StoredRecord => ({ kind: 'clock', seq: this.#nextSeq++, receivedAt });
    const outcome = await writeGroup(store, { records, names }, probe);
    if (outcome.error === undefined) metrics.groupsWritten++;
    else metrics.groupsFailed++;
    // A full disk is told where it is noticed: with every beat it is tried again to write down a silence.
    if (outcome.error !== undefined && !(outcome.error instanceof StoreFull)) {
      world.onTrouble('a group of reports could not be written', outcome.error);
    }
    const unwritable = new Set([...known, ...outcome.unwritable]);
    for (const { delivery, records } of placed) {
      await this.#settle(delivery, records, { ...outcome, unwritable });
      this.#forget(delivery);
    }
  }

  async #settle(
    delivery: Waiting,
    records: readonly StoredRecord[],
    { written, unwritable, error }: Outcome,
  ): Promise<void> {
    const product = this.#product;
    for (let from = 0; from < records.length; from += SLICE) {
      await giveWay({ urgent: true });
      for (const record of records.slice(from, from + SLICE)) if (written.has(record)) product.apply(record);
    }
    const mine = unwritable.size === 0 ? [] : records.filter((record) => unwritable.has(record));
    if (!records.every((record) => written.has(record) || unwritable.has(record))) {
      // It comes again, and must get further than this time.
      this.#known.remember(mine);
      this.#refuse(delivery, error, written.size > 0 && records.some((record) => written.has(record)));
      return;
    }
    this.#known.forget(mine);
    if (delivery.clock) {
      product.clock.driveTo(delivery.clock.time, delivery.clock.speed);
      product.advanceTo(product.clock.settledNow());
    }
    const places = records.flatMap((record, place) => (unwritable.has(record) ? [place] : []));
    Promise.all(delivery.claims.dependsOn).then(
      () => delivery.done(places),
      () => this.#refuse(delivery, error, true),
    );
  }

  #refuse(delivery: Waiting, error: unknown, inPart: boolean): void {
    const detail = inPart
      ? 'Not all of this could be written down; what was is counted. Send the same request again: nothing is counted twice.'
      : 'The reports could not be written down, so they were not counted. Send the same request again.';
    const refusal = new Refusal('not-ready', detail, { retryAfterSec: RETRY_AFTER_SEC });
    const unwritten = inPart
      ? 'not all of this was written, and what was not is not counted'
      : 'the reports were not written and not counted';
    delivery.failed(error instanceof StoreFull ? noSpace(unwritten) : refusal);
  }

  #forget(delivery: Waiting): void {
    this.#queued -= delivery.records.length;
    delivery.claims.release();
  }
}

/** A drill's clock must survive a restart even where it moved without a report. */
function withClock({ records, clock }: Delivery): readonly NewRecord[] {
  return clock && records.length === 0 ? [{ kind: 'clock', receivedAt: clock.time }] : records;
}

/** A device's name for the store. */
export const nameOf = (
  device: DeviceName['device'],
  hash: Parameters<typeof hashText>[0],
  extra: DeviceName['extra'],
): DeviceName => ({
  hash: hashText(hash),
  device,
  extra,
});
