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
    const minute = Math.floor(downSince / 60);
    const count = (this.#devices.get(minute) ?? 0) + by;
    if (count === 0) this.#devices.delete(minute);
    else this.#devices.set(minute, count);
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

/** Devices down with the same crash and the same updates. */
export interface DownGroup {
  /** Crash signature code, or NO_CRASH. */
  readonly signature: number;
  /** Update numbers, ascending. */
  readonly updates: readonly number[];
  readonly devices: number;
}

/** Follows from the devices' fields, so a checkpoint need not hold it. */
export class DownCounts {
  readonly #groups = new Map<string, { -readonly [key in keyof DownGroup]: DownGroup[key] }>();
  readonly withoutCrash = new DownMinutes();
  readonly silent = new DownMinutes();

  /** As many as there are combinations of crash and updates: few, however many devices there are. */
  groups(): Iterable<DownGroup> {
    return this.#groups.values();
  }

  add(signature: number, updates: readonly number[], by: 1 | -1): void {
    const key = `${signature}:${updates}`;
    const group = this.#groups.get(key) ?? { signature, updates, devices: 0 };
    group.devices += by;
    if (group.devices === 0) this.#groups.delete(key);
    else this.#groups.set(key, group);
  }
}

/** Counts a device if it is down, as its fields and exposures stand now; or takes it back, before they change. */
export function countDown(fleet: FleetState, segment: DeviceSegment, i: number, by: 1 | -1): void {
  if (!isDown(segment.condition[i])) return;
  const since = segment.downSince[i];
  const { withoutCrash, silent } = fleet.down;
  const signature = signatureOf(segment, i);
  fleet.down.add(signature, updatesOf(fleet, segment.exposure[i]), by);
  if (signature === NO_CRASH) withoutCrash.add(since, by);
  if (segment.condition[i] === SILENT) silent.add(since, by);
}

function signatureOf({ crashAt, crashSignature, downSince }: DeviceSegment, i: number): number {
  const isTold = crashAt[i] !== 0 && crashAt[i] + CRASH_BEFORE_SEC >= downSince[i];
  return isTold ? crashSignature[i] : NO_CRASH;
}

/** Each once: after a restart there may be two records of one update, of which one was forgotten while it was saved. */
function updatesOf({ exposures }: FleetState, first: number): number[] {
  const updates: number[] = [];
  for (let record = first; record !== -1; record = exposures.next(record)) {
    const update = exposures.update(record);
    if (!updates.includes(update)) updates.push(update);
  }
  return updates.sort((a, b) => a - b);
}
