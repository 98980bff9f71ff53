/** What anybody can know of a simulated device from what was heard of it. Times in epoch seconds, 0 = never. */

export interface KnownUpdate {
  /** Index into the scenario's updates. */
  readonly update: number;
  readonly at: number;
  /** Becomes active with a start. */
  readonly byStart: boolean;
  active: number;
  hadLiveTrial: boolean;
  hadBootTrial: boolean;
  /** It was taken off again. */
  reverted: boolean;
}

export interface KnownBoot {
  readonly boot: number;
  /** First proof that it had completed, and the last that it ran. */
  readonly done: number;
  heard: number;
}

export interface KnownDevice {
  heardAt: number;
  lastBeat: number;
  lastStart: number;
  /** Minutes in which a heartbeat came, epoch minutes, oldest first. */
  readonly beatMinutes: number[];
  /** Newest last. */
  readonly boots: KnownBoot[];
  /** Clean shutdowns, newest last. */
  readonly ends: { readonly at: number; readonly restart: boolean }[];
  readonly updates: KnownUpdate[];
  /** Start of the boot trial that is open, and of the last one; whether that one failed and it is not well again. */
  opened: number;
  lastOpened: number;
  failed: boolean;
  /** When it was switched off, while its coming back is on trial. */
  left: number;
}

const KEPT_MINUTES = 40;
const KEPT_BOOTS = 4;
const KEPT_ENDS = 8;
/** A boot is verified once it was heard this long after its completion. */
export const VERIFY_SEC = 120;

export const unknownDevice = (): KnownDevice => ({
  heardAt: 0,
  lastBeat: 0,
  lastStart: 0,
  beatMinutes: [],
  boots: [],
  ends: [],
  updates: [],
  opened: 0,
  lastOpened: 0,
  failed: false,
  left: 0,
});

function keep<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.shift();
}

/** A completion report or a heartbeat: the boot runs. */
export function noteRunning(known: KnownDevice, boot: number, at: number): void {
  let last = known.boots.at(-1);
  if (last?.boot !== boot) {
    last = { boot, done: at, heard: at };
    keep(known.boots, last, KEPT_BOOTS);
  }
  last.heard = at;
  if (known.failed && last.heard >= last.done + VERIFY_SEC) known.failed = false;
}

export function noteBeat(known: KnownDevice, boot: number, at: number): void {
  noteRunning(known, boot, at);
  known.lastBeat = at;
  const minute = Math.floor(at / 60);
  if (known.beatMinutes.at(-1) !== minute) keep(known.beatMinutes, minute, KEPT_MINUTES);
}

/** A start that was announced, heard, or told of later: what waited for it is active. */
export function noteStart(known: KnownDevice, at: number): void {
  known.lastStart = Math.max(known.lastStart, at);
  for (const update of known.updates) {
    if (update.byStart && !update.reverted && at > update.at && (update.active === 0 || at < update.active))
      update.active = at;
  }
  if (known.opened !== 0) known.opened = Math.min(known.opened, at);
  else if (!known.failed && at > known.lastOpened) {
    known.opened = at;
    known.lastOpened = at;
  }
}

export function noteEnd(known: KnownDevice, at: number, restart: boolean): void {
  keep(known.ends, { at, restart }, KEPT_ENDS);
  if (restart) {
    const boot = known.boots.at(-1);
    if (boot) boot.heard = Math.max(boot.heard, at);
    noteStart(known, at);
    // Whoever restarts by its own word is not down any more; the start itself is on trial from its first sign.
    known.failed = false;
  } else if (known.left === 0) known.left = at;
}

export function noteInstall(known: KnownDevice, update: number, at: number, byStart: boolean): void {
  if (known.updates.some((one) => one.update === update)) return;
  const active = byStart ? 0 : at;
  known.updates.push({ update, at, byStart, active, hadLiveTrial: false, hadBootTrial: false, reverted: false });
}

export function noteReverted(known: KnownDevice, update: number): void {
  const one = known.updates.find((candidate) => candidate.update === update);
  if (one) one.reverted = true;
}

/** A heartbeat listed the update: it has been active since then at the latest. */
export function noteSeenWith(known: KnownDevice, update: number, at: number): void {
  const one = known.updates.find((candidate) => candidate.update === update);
  if (!one) noteInstall(known, update, at, false);
  else if (one.active === 0) one.active = at;
}
