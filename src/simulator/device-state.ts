/** What every device is doing: one typed array per property, times in epoch milliseconds, `Infinity` for never. */

export const POWER = { on: 0, down: 1, starting: 2, looping: 3 } as const;

/** What happens at `nextAt`. */
export const NEXT = {
  lookAgain: 0,
  restart: 1,
  sleep: 2,
  off: 3,
  ownCrash: 4,
  fault: 5,
  revert: 6,
  leave: 7,
  start: 8,
  complete: 9,
  wake: 10,
  loopStart: 11,
  recover: 12,
} as const;

/** How a device leaves when a disturbance takes it. */
export const LEAVE = { power: 0, quietSleep: 1, announcedSleep: 2 } as const;

/** How the last boot ended. */
export const END = { clean: 0, unclean: 1, fault: 2 } as const;

const moment = (size: number) => new Float64Array(size).fill(Number.POSITIVE_INFINITY);

/** State for `size` devices. */
export function createDeviceState(size: number, sites: number) {
  return {
    power: new Uint8Array(size),
    /** The next turn of its life, and which. */
    nextAt: moment(size),
    next: new Uint8Array(size),
    beatAt: moment(size),
    /** The install under way in this minute, and of which update. */
    installAt: moment(size),
    installing: new Uint8Array(size),
    /** What it plans by itself: a NEXT, when, and when it comes back from it. */
    plan: new Uint8Array(size),
    planAt: moment(size),
    wakeAt: moment(size),
    /** Restart for an update. */
    forcedAt: moment(size),
    /** The crash that waits for it, by fault index. */
    faultAt: moment(size),
    fault: new Uint8Array(size),
    leaveAt: moment(size),
    leaveUntil: moment(size),
    leave: new Uint8Array(size),
    boot: new Uint32Array(size),
    end: new Uint8Array(size),
    /** When a start that nobody heard failed. */
    failedAt: moment(size),
    /** Restarts an update still makes of itself; and whether the boot under way is one of them. */
    moreRestarts: new Uint8Array(size),
    isFurther: new Uint8Array(size),
    /** Bits of updates: installed and waiting for a restart, active, due but not installed. */
    waiting: new Uint32Array(size),
    active: new Uint32Array(size),
    missed: new Uint32Array(size),
    /** Lists its updates in the next heartbeat. */
    tells: new Uint8Array(size),
    crashedAt: moment(size),
    firstStartAt: moment(size),
    loopMs: new Uint32Array(size),
    recoverAt: moment(size),
    starts: new Uint16Array(size),
    loopHeard: new Uint8Array(size),
    /** Above 0: what it sends is lost; or it has no network at all. */
    muted: new Uint16Array(size),
    offline: new Uint16Array(size),
    /** By site: devices whose crash has taken the whole site off the network, and since when. */
    siteDark: new Uint16Array(sites),
    siteDarkAt: moment(sites),
  };
}
export type DeviceState = ReturnType<typeof createDeviceState>;
