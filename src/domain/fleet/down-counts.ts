/** The devices that are down: how many, with which crash, with which updates, since when. Kept incrementally: they may be millions. */
import { isDown, SILENT } from './condition.ts';
import type { FleetState } from './fleet-state.ts';
import { type DeviceSegment, SEGMENT_MASK } from './segments.ts';

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

  /** Devices that went down at `from` (epoch seconds, a whole minute) or later: how many, and when more than `share` of them had. */
  from(from: number, share: number): { devices: number; reachedAt: number } {
    const first = from / 60;
    let devices = 0;
    for (const [minute, count] of this.#devices) if (minute >= first) devices += count;
    let minute = first;
    let sum = this.#devices.get(minute) ?? 0;
    while (sum < devices && sum <= Math.floor(share * devices)) sum += this.#devices.get(++minute) ?? 0;
    return { devices, reachedAt: minute * 60 };
  }
}

interface WithSignature {
  devices: number;
  readonly since: DownMinutes;
  /** Update number -> devices that have it. */
  readonly withUpdate: Map<number, number>;
}

/** Follows from the devices' fields, so a checkpoint need not hold it. */
export class DownCounts {
  /** Crash signature code -> the devices down with it. */
  readonly bySignature = new Map<number, WithSignature>();
  readonly silent = new DownMinutes();

  /** The counts of a signature, to be changed in place. */
  of(signature: number): WithSignature {
    let known = this.bySignature.get(signature);
    if (!known) {
      known = { devices: 0, since: new DownMinutes(), withUpdate: new Map() };
      this.bySignature.set(signature, known);
    }
    return known;
  }
}

/** Counts a device if it is down, as its fields and exposures stand now; or takes it back, before they change. */
export function countDown(fleet: FleetState, segment: DeviceSegment, i: number, by: 1 | -1): void {
  if (!isDown(segment.condition[i])) return;
  const { down, exposures } = fleet;
  const signature = signatureOf(segment, i);
  const counts = down.of(signature);
  counts.devices += by;
  counts.since.add(segment.downSince[i], by);
  for (let record = segment.exposure[i]; record !== -1; record = exposures.next(record)) {
    addTo(counts.withUpdate, exposures.update(record), by);
  }
  if (counts.devices === 0) down.bySignature.delete(signature);
  if (segment.condition[i] === SILENT) down.silent.add(segment.downSince[i], by);
}

/** A device gets or loses an update: counted if it is down. */
export function countDownWith(fleet: FleetState, device: number, update: number, by: 1 | -1): void {
  const segment = fleet.segmentOf(device);
  const i = device & SEGMENT_MASK;
  if (isDown(segment.condition[i])) addTo(fleet.down.of(signatureOf(segment, i)).withUpdate, update, by);
}

function signatureOf({ crashAt, crashSignature, downSince }: DeviceSegment, i: number): number {
  const isTold = crashAt[i] !== 0 && crashAt[i] + CRASH_BEFORE_SEC >= downSince[i];
  return isTold ? crashSignature[i] : NO_CRASH;
}

function addTo(counts: Map<number, number>, key: number, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
