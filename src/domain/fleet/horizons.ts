/** How long the product waits before silence means something. All in seconds. */
import { DEVICE_CLASSES } from '#contract/words.ts';

/** Class codes as stored: 0 = not said, then DEVICE_CLASSES in order. */
export const CLASS_NAMES = ['', ...DEVICE_CLASSES] as const;
const LAPTOP = CLASS_NAMES.indexOf('laptop');

/** A device is silent after this many missed heartbeats ... */
export const MISSED_HEARTBEATS = 4;
/** ... but never before this. */
export const MIN_SILENCE_SEC = 180;
/** A boot is verified once the device was heard this long after completing it. */
export const VERIFY_SEC = 120;
/** A laptop unheard of for this long is off, as laptops are. */
export const LAPTOP_HABIT_SEC = 12 * 3600;
/** An update answers for what happens up to this long after its verdict. */
export const ANSWERABLE_SEC = 24 * 3600;
/** Each restart an update needs on its own prolongs the wait for a verdict by this. */
export const EXPECTED_REBOOT_SEC = 240;

/** Telemetry impaired for longer than this no longer prolongs a trial. */
export const MAX_SUSPENDED_SEC = 1_800;

const DEFAULT_EVERY_SEC = { laptop: 300, other: 60 } as const;
/** Most boots are over by then. */
const USUAL_BOOT_SEC = 180;
const BOOT_HORIZON_SEC = { laptop: 900, other: 600 } as const;
const LIVE_HORIZON_SEC = 180;

export const isLaptop = (classCode: number): boolean => classCode === LAPTOP;

/** Seconds between heartbeats: the device's own promise (0 = none), or what its class is taken to do. */
export const everySecOf = (everySec: number, classCode: number): number =>
  everySec || (isLaptop(classCode) ? DEFAULT_EVERY_SEC.laptop : DEFAULT_EVERY_SEC.other);

/** Silence after the last sign of life that means "down", from the device's own promise or its class. */
export function silenceSec(everySec: number, classCode: number): number {
  return Math.max(MIN_SILENCE_SEC, MISSED_HEARTBEATS * everySecOf(everySec, classCode));
}

/** How long a boot may take before it counts as failed. */
export function bootHorizonSec(classCode: number): number {
  return isLaptop(classCode) ? BOOT_HORIZON_SEC.laptop : BOOT_HORIZON_SEC.other;
}

/**
 * How long after a start the verdict is due (detection: horizon of a `boot` trial): what a boot may take, or longer
 * where heartbeats are so far apart that a healthy device would not be heard by then, one of them lost.
 */
export function bootVerdictSec(everySec: number, classCode: number): number {
  return Math.max(bootHorizonSec(classCode), USUAL_BOOT_SEC + VERIFY_SEC + 2 * everySecOf(everySec, classCode));
}

/** How long after a live activation the verdict is due (detection: horizon of a `live` trial). */
export function liveHorizonSec(everySec: number, classCode: number): number {
  const every = everySecOf(everySec, classCode);
  return Math.max(LIVE_HORIZON_SEC, every <= 30 ? 0 : MISSED_HEARTBEATS * every);
}
