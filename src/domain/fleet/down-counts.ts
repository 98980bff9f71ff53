/** The devices that are down: how many, with which crash, with which updates, since when. Kept incrementally: they may be millions. */
import { isDown, SILENT } from './condition.ts';
import type { FleetState } from './fleet-state.ts';
import type { DeviceSegment } from './segments.ts';

/** A crash from longer before a device went down says nothing about why it is down. Seconds. */
const CRASH_BEFORE_SEC = 3_600;
/** In place of a signature: down without a crash that tells why. */
export const NO_CRASH = 0;

/** Devices by the minute they went down in. */
export class DownMinutes {
  readonly #devices = new Map<number, number>();

  /** `downSince` in epoch seconds. */
  add(downSince: number, by: 1 | -1): void {
    addTo(this.#devices, Math.floor(downSince / 60), by);
  }

  /** The earliest minute with a device, in epoch seconds; undefined without any. */
  first(): number | undefined {
    if (this.#devices.size === 0) return undefined;
    let first = Number.POSITIVE_INFINITY;
    for (const minute of this.#devices.keys()) first = Math.min(first, minute);
    return first * 60;
  }

  /**
   * Devices that went down in the minute of `from` or later, and the minute in which more than `share` of them had;
   * all in epoch seconds.
   */
  since(from: number, share: number): { devices: number; reachedAt: number } {
    const first = Math.floor(from / 60);
    const minutes = [...this.#devices].filter(([minute]) => minute >= first).sort(([a], [b]) => a - b);
    const devices = minutes.reduce((sum, [, count]) => sum + count, 0);
    let reached = first;
    let sum = 0;
    for (const [minute, count] of minutes) {
      if (sum > share * devices) break;
      reached = minute;
      sum += count;
    }
    return { devices, reachedAt: reached * 60 };
  }
}

interface WithSignature {
  devices: number;
  /** Update number -> devices that have it. */
  readonly withUpdate: Map<number, number>;
}

/** Follows from the devices' fields, so a checkpoint need not hold it. */
export class DownCounts {
  /** Crash signature code -> the devices down with it. */
  readonly bySignature = new Map<number, WithSignature>();
  readonly #pairs = new Map<number, number>();
  readonly withoutCrash = new DownMinutes();
  readonly silent = new DownMinutes();

  /** How many have both updates. */
  withBoth(update: number, other: number): number {
    return this.#pairs.get(pairOf(update, other)) ?? 0;
  }

  /** Devices have at most eight updates, and most have one or two. */
  addPairs(updates: ReadonlySet<number>, by: 1 | -1): void {
    for (const update of updates) {
      for (const other of updates) if (update < other) addTo(this.#pairs, pairOf(update, other), by);
    }
  }
}

const pairOf = (a: number, b: number): number => Math.min(a, b) * 2 ** 16 + Math.max(a, b);

/** Counts a device if it is down, as its fields and exposures stand now; or takes it back, before they change. */
export function countDown(fleet: FleetState, segment: DeviceSegment, i: number, by: 1 | -1): void {
  if (!isDown(segment.condition[i])) return;
  const since = segment.downSince[i];
  const { bySignature, withoutCrash, silent } = fleet.down;
  const signature = signatureOf(segment, i);
  const counts = bySignature.get(signature) ?? { devices: 0, withUpdate: new Map() };
  counts.devices += by;
  const updates = updatesOf(fleet, segment.exposure[i]);
  for (const update of updates) addTo(counts.withUpdate, update, by);
  fleet.down.addPairs(updates, by);
  if (counts.devices === 0) bySignature.delete(signature);
  else bySignature.set(signature, counts);
  if (signature === NO_CRASH) withoutCrash.add(since, by);
  if (segment.condition[i] === SILENT) silent.add(since, by);
}

function signatureOf({ crashAt, crashSignature, downSince }: DeviceSegment, i: number): number {
  const isTold = crashAt[i] !== 0 && crashAt[i] + CRASH_BEFORE_SEC >= downSince[i];
  return isTold ? crashSignature[i] : NO_CRASH;
}

/** Each once: after a restart there may be two records of one update, of which one was forgotten while it was saved. */
function updatesOf({ exposures }: FleetState, first: number): ReadonlySet<number> {
  const updates = new Set<number>();
  for (let record = first; record !== -1; record = exposures.next(record)) updates.add(exposures.update(record));
  return updates;
}

function addTo(counts: Map<number, number>, key: number, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
