/** The store port: what the product needs kept. One contract spec holds every adapter to it. */
import type { HistoryLine } from '#contract/history.ts';
import type { InventoryLine } from '#contract/inventory.ts';
import type { LogEntry } from '#contract/log.ts';
import type { Report } from '#contract/report.ts';
import type { SeriesQuery } from '#contract/series.ts';
import type { UpdateFacts } from '#contract/update.ts';
import type { EvidenceMinuteRow } from '#domain/board/evidence-minute.ts';
import type { Hash64 } from '#domain/fleet/hash.ts';
import type { FleetMinuteRow, UpdateMinuteRow } from '#domain/fleet/minute-rows.ts';
import type { TrialMinuteRow } from '#domain/fleet/trial-minute-rows.ts';

interface Stamp {
  /** Place in the one order of everything that changes the fleet's state. */
  readonly seq: number;
  /** Fleet clock at arrival, epoch milliseconds. */
  readonly receivedAt: number;
}

/** One thing that changed the fleet's state. Replaying records in order rebuilds it. */
export type StoredRecord =
  | (Stamp & {
      readonly kind: 'report';
      readonly device: Hash64;
      /** Corrected for skew, epoch milliseconds. */
      readonly at: number;
      readonly report: Report;
    })
  | (Stamp & { readonly kind: 'inventory'; readonly device: Hash64; readonly line: InventoryLine })
  | (Stamp & { readonly kind: 'facts'; readonly update: string; readonly facts: UpdateFacts })
  /** A drill moved the clock and sent nothing else. */
  | (Stamp & { readonly kind: 'clock' })
  /** Nobody listened from `since` (epoch milliseconds) until this was received: no silence of the devices. */
  | (Stamp & { readonly kind: 'deaf'; readonly since: number });

/** What the owner calls a device, and labels beyond the counted ones. The latest writing holds. */
export interface DeviceName {
  readonly hash: string;
  readonly device: string;
  readonly extra: Readonly<Record<string, string>>;
}

export interface Checkpoint {
  /** Every record up to here is in it; later ones may be. */
  readonly seq: number;
  readonly header: string;
  readonly parts: number;
  /** The bytes of one part, 0 being the first; undefined when it is damaged. */
  part(n: number): Promise<Uint8Array | undefined>;
}

/** A minute that is over. */
export interface ClosedMinute {
  /** Its start, epoch milliseconds. */
  readonly minute: number;
  readonly fleet: readonly FleetMinuteRow[];
  readonly updates: readonly UpdateMinuteRow[];
  /** Trials whose verdicts became final with it. */
  readonly trials: readonly TrialMinuteRow[];
  /** Of updates on trial, at its end. */
  readonly evidence: readonly EvidenceMinuteRow[];
  /** The board's bytes at its end. */
  readonly snapshot: Uint8Array;
  /** Of two writings of the same minute the one with the greater version holds. */
  readonly version: number;
}

export interface SeriesRow {
  /** Start of the point, epoch milliseconds. */
  readonly point: number;
  readonly key: string;
  readonly down: number;
  readonly of: number;
  /** Devices that have the update; null for the fleet. */
  readonly installed: number | null;
}

export interface EvidenceRow {
  /** Start of the point, epoch milliseconds. */
  readonly point: number;
  readonly now: number;
  readonly most: number;
}

/** Epoch milliseconds as in `SeriesRange`. */
export type EvidenceRange = Pick<SeriesRange, 'from' | 'to' | 'stepMs'> & { readonly update: string };

export interface SeriesRange {
  readonly by: SeriesQuery['by'];
  readonly update: string | undefined;
  /** Epoch milliseconds, `from` included, `to` excluded; `from` is a multiple of the step. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** `bytes` on disk; 0 where nothing lies on one. */
export interface TableSize {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Parts of a table that are damaged, and were set aside so that the rest can be read. */
export interface Damage {
  readonly table: string;
  readonly parts: number;
}

/** Whether parts of the log are among it: decisions that were made, and can't be read. */
export const hasDamagedLog = (damage: readonly Damage[]): boolean => damage.some(({ table }) => table === 'log');

/** The store can't be opened, and another try would end the same. */
export class StoreRefused extends Error {}

/** There is no space for what was to be written; reading goes on, and so does writing once there is. */
export class StoreFull extends Error {}

/**
 * All writes are durable when their promise resolves, and fail with StoreFull where it is space that is missing.
 * Times are epoch milliseconds of the fleet clock.
 */
export interface Store {
  /**
   * Writes records in the order of their seq, and the names of devices met for the first time. With `once` it is tried
   * once, for callers that try again themselves.
   */
  append(records: readonly StoredRecord[], names: readonly DeviceName[], options?: { once: boolean }): Promise<void>;
  /** Records with a greater seq, in order, in batches. */
  replay(afterSeq: number): AsyncIterable<readonly StoredRecord[]>;
  /** 0 when empty. */
  lastSeq(): Promise<number>;

  /** Names by hash; unknown hashes are left out. */
  names(hashes: readonly string[]): Promise<Map<string, DeviceName>>;
  /** Devices whose name begins with these characters, capital or not, in the order of their names. */
  namesBeginning(text: string, limit: number): Promise<DeviceName[]>;
  /** The last `limit` heartbeats of a device and its last `limit` other reports, together, newest first. */
  reportsOf(hash: string, limit: number): Promise<Report[]>;

  appendLog(entry: LogEntry): Promise<void>;
  readLog(): Promise<LogEntry[]>;

  /** Adds tallies; one for the same leaf and hour replaces the one before. */
  addHistory(lines: readonly HistoryLine[]): Promise<void>;
  /** Every tally, in batches. */
  history(): AsyncIterable<readonly HistoryLine[]>;
  historyTotals(): Promise<{ lines: number; n: number; x: number }>;

  /** Writes a closed minute; writing it again replaces it. */
  putMinute(closed: ClosedMinute): Promise<void>;
  /** Trials due in these epoch minutes, `to` excluded, in no particular order. */
  trials(from: number, to: number): Promise<TrialMinuteRow[]>;
  /** Start of the last closed minute; 0 when none. */
  lastMinute(): Promise<number>;
  /** The last minute of each step, summed by key; steps without a minute are missing. */
  series(range: SeriesRange): Promise<SeriesRow[]>;

  /** Evidence of an update as of the last minute of each step; steps without one are missing. */
  evidence(range: EvidenceRange): Promise<EvidenceRow[]>;

  /** The snapshot of the minute that holds `at`. */
  snapshotAt(at: number): Promise<Uint8Array | undefined>;

  /**
   * Writes a checkpoint part by part, its header last; `header` is asked for when all parts are written. The bytes of a
   * part are overwritten when the next one is taken: they have to be written, or copied, before.
   */
  putCheckpoint(seq: number, parts: Iterable<Uint8Array>, header: () => string): Promise<void>;
  /** Those that were finished, newest first. */
  checkpoints(): AsyncIterable<Checkpoint>;

  /** What lies there, by table. */
  size(): Promise<TableSize[]>;
  /** What of it is damaged and therefore not read, by table. */
  damage(): Promise<Damage[]>;

  /**
   * Drops whole days that are older; keeps log, names and checkpoints. Records only up to `savedSeq`, which are in the
   * state that was saved: a start needs the others, and a day with one of them stays. What was received before the fleet
   * had a time (0) is as old as what came next. Says whether nothing was kept because it is not saved.
   */
  dropBefore(time: number, savedSeq: number): Promise<boolean>;
  close(): Promise<void>;
}
