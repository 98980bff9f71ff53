/** The running product: the fleet's state, the log, the clock and the store they are kept in. */
import type { UpdateSummary } from '#contract/update.ts';
import { evidenceMinuteRows } from '#domain/board/evidence-minute.ts';
import { type Judgements, judgeUpdates } from '#domain/board/judge.ts';
import { allUpdates } from '#domain/board/snapshot.ts';
import { Detector, type SavedDetector } from '#domain/detection/detector.ts';
import { HistoryBook } from '#domain/detection/history-book.ts';
import { applyReport } from '#domain/fleet/apply-report.ts';
import { advance, setUpdateFacts, wasDeaf } from '#domain/fleet/fleet.ts';
import { FleetState } from '#domain/fleet/fleet-state.ts';
import { watchIngest } from '#domain/fleet/ingest-gate.ts';
import { applyInventory } from '#domain/fleet/label-device.ts';
import { fleetMinuteRows, updateMinuteRows } from '#domain/fleet/minute-rows.ts';
import { type TrialMinuteRow, trialMinuteRows } from '#domain/fleet/trial-minute-rows.ts';
import { circumstancesOf, takeClosedBlocks } from '#domain/fleet/trials.ts';
import { standingHolds } from '#domain/holds/holds.ts';
import { AlarmWatch } from './alarm-watch.ts';
import { Board } from './board.ts';
import { CoverageMemo } from './coverage-memo.ts';
import { FleetClock } from './fleet-clock.ts';
import { GateAsks } from './gate-asks.ts';
import { LogBook, RULE } from './log-book.ts';
import { createMetrics } from './metrics.ts';
import { MinuteWriter } from './minute-writer.ts';
import { readHistory } from './read-history.ts';
import { RejectedLately } from './rejected-lately.ts';
import { restoreState } from './restore-state.ts';
import { rulesFor } from './rules.ts';
import { StateSaver } from './save-state.ts';
import type { Settings } from './settings.ts';
import { type ClosedMinute, type Damage, hasDamagedLog, type Store, type StoredRecord } from './store.ts';
import { type WatchedStore, watchSpace } from './watch-space.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** After a longer standstill the minutes in between stay unrecorded: a gap, not a guess. */
const MAX_CATCH_UP_MINUTES = 120;
/** Ticks come every second; after a longer pause the machine was asleep. */
const MAX_TICK_GAP_MS = 60_000;
/** Installs are kept to the second this long, and since the oldest hold that stands on their update. */
const INSTALLS_KEPT_MS = DAY_MS;
/** Of records that can't be applied the first is told, and then every so many. */
const LEFT_OUT_PER_LINE = 1_000;

export interface World {
  readonly store: Store;
  /** Epoch milliseconds of the machine. */
  readonly wallNow: () => number;
  readonly settings: Settings;
  /** How late the event loop was since this was last asked (99 of 100 turns less), in milliseconds; where that is known. */
  readonly loopDelayMs?: () => number;
  /** How often a supervisor replaced this process, by reason; absent when there is none. */
  readonly restarts?: Readonly<Record<string, number>>;
  /** Where a failure in the background is told. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

export class Bootwatch {
  readonly world: World;
  readonly store: WatchedStore;
  readonly clock: FleetClock;
  readonly book: LogBook;
  readonly board: Board;
  readonly coverage = new CoverageMemo();
  readonly alarms = new AlarmWatch(this);
  readonly gateAsks = new GateAsks();
  readonly minutes: MinuteWriter;
  readonly saver = new StateSaver(this);
  readonly metrics = createMetrics();
  readonly rejectedLately: RejectedLately;
  fleet: FleetState;
  detector = new Detector(new HistoryBook());
  /** What of the store is damaged, as of when it was last looked for. */
  damage: readonly Damage[] = [];
  /** Trials of the past; undefined without history. */
  history: { n: number; x: number } | undefined;
  /** Seq of the last record applied. */
  appliedSeq = 0;
  /** Nobody has listened since then (epoch milliseconds), and it is not written down yet. */
  unheardSince: number | undefined;
  #closedMinute = 0;
  /** The last minute the store has. */
  #writtenMinute = 0;
  /** Trials closed since the last closed minute. */
  readonly #trials: TrialMinuteRow[] = [];
  #droppedDay = 0;
  #tickedAt = 0;
  #reading: Promise<unknown> = Promise.resolve();
  #nextReading: Promise<void> | undefined;

  private constructor(world: World) {
    this.world = world;
    this.store = watchSpace(world.store, (error) => world.onTrouble('the disk that holds the data is full', error));
    this.minutes = new MinuteWriter(this.store, world.onTrouble);
    this.clock = new FleetClock(world.wallNow);
    this.book = new LogBook(this.store, this.clock, world.wallNow);
    this.fleet = new FleetState(world.settings.rings, 0);
    this.rejectedLately = new RejectedLately(world.wallNow);
    this.board = new Board(this);
  }

  /** Opens what the store holds: log, last checkpoint, and every record since it. */
  static async open(world: World): Promise<Bootwatch> {
    const product = new Bootwatch(world);
    await product.#restore();
    return product;
  }

  async #restore(): Promise<void> {
    await this.book.load();
    const saved = await restoreState(this.store, this.world.settings.rings);
    if (saved) {
      this.fleet = saved.fleet;
      this.appliedSeq = saved.seq;
      this.saver.restored(saved.seq);
    }
    await this.loadHistory(saved?.detector);
    this.#writtenMinute = await this.store.lastMinute();
    // Minutes since the checkpoint are closed once more, as they were; only the store has them already.
    const savedAt = this.fleet.now * 1000;
    this.#closedMinute = saved ? savedAt - (savedAt % MINUTE_MS) - MINUTE_MS : 0;
    const { mode } = this.book.state;
    if (mode.kind === 'drill') this.clock.driveTo(this.fleet.now * 1000, mode.speed);
    let received = 0;
    for await (const batch of this.store.replay(this.appliedSeq)) {
      for (const record of batch) {
        if (record.kind !== 'deaf' && record.receivedAt > received) {
          // In service time goes on by itself until a report comes; in a drill a batch moves it on once it is applied.
          if (mode.kind === 'real') this.advanceTo(record.receivedAt);
          else if (received !== 0) this.advanceTo(received);
        }
        received = record.receivedAt;
        this.apply(record);
      }
    }
    if (mode.kind === 'drill') {
      if (received !== 0) this.clock.driveTo(received, mode.speed);
      this.advanceTo(this.clock.settledNow());
    } else if (mode.kind === 'real') {
      // Time went on without reports, to the end of the last minute that was written at least.
      const until = Math.max(received, this.#writtenMinute === 0 ? 0 : this.#writtenMinute + MINUTE_MS);
      if (until !== 0) this.advanceTo(until);
      this.clock.startReal();
      this.#tickedAt = this.clock.settledNow();
      if (this.fleet.now !== 0) this.unheardSince = this.fleet.now * 1000;
    }
    this.gateAsks.listenFrom(this.clock.now(), this.world.wallNow());
    await this.minutes.done();
    await this.lookForDamage();
  }

  /** Some decisions may be unknown. Parts that are put back are read with the next start only. */
  get decisionsMayBeMissing(): boolean {
    return this.book.isDamaged || hasDamagedLog(this.damage);
  }

  /** Asks the store what of it is damaged; without an answer the last one stands. */
  async lookForDamage(): Promise<void> {
    this.damage = await this.store.damage().catch(() => this.damage);
  }

  /** Reads the owner's history, which detection starts from or goes on with. */
  async loadHistory(saved?: SavedDetector): Promise<void> {
    const history = await readHistory(this.store, this.fleet.dictionaries);
    this.history = history && { n: history.n, x: history.x };
    this.detector = new Detector(history?.book ?? new HistoryBook(), saved);
    this.board.changed();
  }

  /** Reads the history again. Whoever asks while it is being read waits for one more reading, together with the others. */
  rereadHistory(): Promise<void> {
    this.#nextReading ??= this.#reading.then(() => {
      this.#nextReading = undefined;
      const reading = this.loadHistory();
      this.#reading = reading.catch(() => undefined);
      return reading;
    });
    return this.#nextReading;
  }

  /** Every update as boards and lists show it, the suspected first. */
  updates(judgements = this.judgements()): UpdateSummary[] {
    return allUpdates(this.fleet, judgements, {
      log: this.book.state,
      gateAsked: (hold, ring) => this.gateAsks.of(hold, ring),
      handedOver: this.alarms.handedOver(),
      wallNow: this.world.wallNow(),
      outages: this.alarms.outages(),
      impaired: this.fleet.suspensions.open,
      asOf: this.clock.now(),
    });
  }

  /** What is to be said of every update now. */
  judgements(): Judgements {
    return judgeUpdates(this.fleet, this.detector, this.book.state.handedOver);
  }

  /** The time on records that are no reports: 0 until it is decided whose time that is. */
  stamp(): number {
    return this.clock.mode === 'undecided' ? 0 : this.clock.now();
  }

  /**
   * Applies a record that is durable already. One that can't be applied is left out: it would come again with every
   * start, and nothing after it would ever be seen.
   */
  apply(record: StoredRecord): void {
    this.appliedSeq = record.seq;
    try {
      this.#apply(record);
    } catch (error) {
      const count = ++this.metrics.recordsLeftOut;
      // A fault may meet every report, and they are tens of thousands a second.
      if (count === 1 || count % LEFT_OUT_PER_LINE === 0) {
        const sum = count === 1 ? '' : `, ${count} so far`;
        this.world.onTrouble(`record ${record.seq} could not be applied and is left out${sum}`, error);
      }
    }
    this.board.changed();
  }

  #apply(record: StoredRecord): void {
    switch (record.kind) {
      case 'report':
        applyReport(this.fleet, { device: record.device, at: Math.floor(record.at / 1000), report: record.report });
        break;
      case 'inventory':
        applyInventory(this.fleet, record.device, record.line, Math.floor(record.receivedAt / 1000));
        break;
      case 'facts':
        setUpdateFacts(this.fleet, record.update, record.facts);
        break;
      case 'deaf':
        this.#resume(record.since, record.receivedAt);
        break;
      case 'clock':
        break;
    }
  }

  /** Moves the fleet on to `time` (epoch milliseconds), closing each minute on the way. */
  advanceTo(time: number): void {
    const current = time - (time % MINUTE_MS);
    const open = current - this.#closedMinute - MINUTE_MS;
    if (this.#closedMinute === 0 || open > MAX_CATCH_UP_MINUTES * MINUTE_MS) this.#closedMinute = current - MINUTE_MS;
    while (this.#closedMinute + 2 * MINUTE_MS <= time) {
      this.#closedMinute += MINUTE_MS;
      advance(this.fleet, (this.#closedMinute + MINUTE_MS) / 1000);
      watchIngest(this.fleet);
      this.#detect();
      this.#closeMinute(this.#closedMinute);
    }
    advance(this.fleet, Math.floor(time / 1000));
    this.#detect();
    this.board.changed();
  }

  /** Hands the trials of closed minutes to detection. */
  #detect(): void {
    const blocks = takeClosedBlocks(this.fleet);
    if (blocks.length === 0) return;
    this.#trials.push(...blocks.flatMap((block) => trialMinuteRows(this.fleet, block)));
    const circumstances = circumstancesOf(this.fleet);
    for (const block of blocks) this.detector.take(block, circumstances);
  }

  #closeMinute(minute: number): void {
    const judgements = this.judgements();
    const closed = this.#minuteRows(minute);
    const summaries = this.updates(judgements);
    const { autoPause } = this.world.settings;
    const rules = rulesFor(judgements, summaries, minute + MINUTE_MS, autoPause, this.alarms.lookForHandOvers());
    const tellAlarm = this.alarms.settle(minute + MINUTE_MS);
    this.minutes.write(closed, async () => {
      for (const rule of rules) if (await this.book.write(RULE, rule)) this.board.changedByPerson();
      await tellAlarm();
      this.metrics.minutesWritten++;
    });
  }

  /** What the store keeps of a closed minute; undefined when it has it already. */
  #minuteRows(minute: number): ClosedMinute | undefined {
    const trials = this.#trials.splice(0);
    if (minute <= this.#writtenMinute) return undefined;
    return {
      minute,
      fleet: fleetMinuteRows(this.fleet),
      updates: updateMinuteRows(this.fleet),
      trials,
      evidence: evidenceMinuteRows(this.fleet, this.detector),
      snapshot: this.board.bytesAt(minute + MINUTE_MS),
      version: this.appliedSeq,
    };
  }

  /** Drops what is past retention, by the fleet clock, and not needed by a start; at most once a fleet day. */
  async dropOld(): Promise<void> {
    const now = this.clock.settledNow();
    const day = Math.floor(now / DAY_MS);
    if (this.clock.mode === 'undecided' || day === this.#droppedDay) return;
    for (const update of this.fleet.updates.all()) {
      const holds = standingHolds(this.book.state, update.id).map((hold) => hold.placedAt);
      update.installs.forgetBefore(Math.floor(Math.min(now - INSTALLS_KEPT_MS, ...holds) / 1000));
    }
    const before = (day - this.world.settings.retentionDays) * DAY_MS;
    if (await this.store.dropBefore(before, this.saver.savedSeq)) this.#droppedDay = day;
  }

  /** The regular beat in service: silence falls due although nothing is reported. */
  tick(): void {
    if (this.clock.mode !== 'real') return;
    this.noticeGap();
    if (this.unheardSince === undefined) this.advanceTo(this.clock.settledNow());
  }

  /** After a longer pause than between two ticks the machine was asleep; time stands until that is written down. */
  noticeGap(): void {
    if (this.clock.mode !== 'real') return;
    const now = this.clock.settledNow();
    if (this.#tickedAt !== 0 && now - this.#tickedAt > MAX_TICK_GAP_MS) this.unheardSince ??= this.#tickedAt;
    this.#tickedAt = now;
  }

  /** Nobody listened in between (epoch milliseconds): that is no silence of the devices. */
  #resume(since: number, until: number): void {
    this.unheardSince = undefined;
    this.advanceTo(since);
    wasDeaf(this.fleet, Math.floor(since / 1000), Math.floor(until / 1000));
    // The minutes in between were not seen and stay empty.
    this.#closedMinute = 0;
    this.advanceTo(until);
  }

  /** Finishes what is under way and saves. */
  async close(): Promise<void> {
    await this.minutes.done();
    await (this.clock.mode === 'undecided' ? this.saver.rested() : this.saver.save());
    await this.store.close();
  }
}
