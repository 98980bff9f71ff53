/** The life of a device from turn to turn: on, down, starting, on again. */
import { armFaults, countExposed, crash, revertCause, startInLoop, startToRecover } from './crash-loop.ts';
import type { PlanKind } from './device-day.ts';
import { nextPlan, nightAt } from './device-day.ts';
import { END, LEAVE, NEXT, POWER } from './device-state.ts';
import { MINUTE_MS } from './local-time.ts';
import { between, DRAW, unit } from './random.ts';
import { boot } from './starting.ts';
import { revertAt, revertDue } from './withdrawal.ts';
import type { World } from './world.ts';

const PLANNED = {
  restart: NEXT.restart,
  crash: NEXT.ownCrash,
  sleep: NEXT.sleep,
  off: NEXT.off,
  'look again': NEXT.lookAgain,
} as const satisfies Record<PlanKind, number>;

const GOOD_NIGHT_MS = 4 * MINUTE_MS;
/** A device that has just come on is heard from before it does anything else. */
const SETTLE_MS = 20_000;

/**
 * Puts a device where it stands at minute 0. One in its night is on for a moment more and says good night in the first
 * minutes, so that a server which has never heard of it knows that it sleeps.
 */
export function begin(world: World, device: number): void {
  const { state, fleet, startAt } = world;
  state.boot[device] = 1 + Math.floor(unit(fleet.seed, DRAW.boot, device, 0) * 90);
  const phase = unit(fleet.seed, DRAW.phase, device);
  state.power[device] = POWER.on;
  state.beatAt[device] = startAt + Math.floor(phase * world.voice.beatMs(device));
  const night = nightAt(fleet, device, startAt);
  if (night) {
    state.plan[device] = night.off ? NEXT.off : NEXT.sleep;
    state.planAt[device] = startAt + 1 + Math.floor(phase * GOOD_NIGHT_MS);
    state.wakeAt[device] = Math.max(night.wakeAt, startAt + GOOD_NIGHT_MS);
  }
  planNext(world, device, startAt);
}

/** Lives one device up to `until` (epoch milliseconds, exclusive). */
export function live(world: World, device: number, until: number): void {
  const { state, voice } = world;
  for (;;) {
    const turn = state.nextAt[device] ?? 0;
    const install = state.installAt[device] ?? 0;
    const beat = voice.needsBeat(device) ? beatFrom(world, device, until - MINUTE_MS) : Number.POSITIVE_INFINITY;
    if (turn >= until && install >= until && beat >= until) return;
    if (turn <= install && turn <= beat) {
      takeTurn(world, device, turn);
    } else if (install <= beat) {
      installNow(world, device, install);
    } else {
      voice.heartbeat(device, beat);
      state.beatAt[device] = beat + voice.beatMs(device);
    }
  }
}

/** The next heartbeat at `from` or later; those that nobody needed were left out. */
function beatFrom({ state, voice }: World, device: number, from: number): number {
  const beat = state.beatAt[device] ?? 0;
  const period = voice.beatMs(device);
  return beat >= from ? beat : beat + Math.ceil((from - beat) / period) * period;
}

/** Chooses the next turn of a device that is on; it comes at `soonest` or later, also when it is overdue. */
export function planNext(world: World, device: number, now: number, soonest: number = now + 1): void {
  const { state, fleet } = world;
  if ((state.planAt[device] ?? 0) <= now || state.planAt[device] === Number.POSITIVE_INFINITY) {
    const plan = nextPlan(fleet, world.scenario.baseline, device, now);
    state.plan[device] = PLANNED[plan.kind];
    state.planAt[device] = plan.at;
    state.wakeAt[device] = plan.wakeAt;
  }
  let next = state.plan[device] ?? 0;
  let at = state.planAt[device] ?? 0;
  const offer = (turn: number, turnAt: number) => {
    if (turnAt >= at) return;
    next = turn;
    at = turnAt;
  };
  offer(NEXT.restart, state.forcedAt[device] ?? 0);
  if ((state.leaveUntil[device] ?? 0) > now) offer(NEXT.leave, state.leaveAt[device] ?? 0);
  offer(NEXT.revert, revertAt(world, device));
  offer(NEXT.fault, state.faultAt[device] ?? 0);
  state.next[device] = next;
  state.nextAt[device] = Math.max(at, soonest);
}

/** The turns of a device that is on. */
function takeTurn(world: World, device: number, at: number): void {
  const { state, voice } = world;
  switch (state.next[device]) {
    case NEXT.restart:
      voice.shutdown(device, at, 'restart');
      state.forcedAt[device] = Number.POSITIVE_INFINITY;
      goDown(world, device, NEXT.start, at + wait(world, device, 10_000, 15_000));
      return;
    case NEXT.sleep:
      voice.shutdown(device, at, 'sleep');
      goDown(world, device, NEXT.wake, state.wakeAt[device] ?? 0);
      return;
    case NEXT.off:
      voice.shutdown(device, at, 'off');
      goDown(world, device, NEXT.start, state.wakeAt[device] ?? 0);
      return;
    case NEXT.ownCrash:
      goDown(world, device, NEXT.start, at + wait(world, device, 20_000, 40_000), END.unclean);
      return;
    case NEXT.leave:
      leave(world, device, at);
      return;
    case NEXT.fault:
      crash(world, device, at);
      return;
    case NEXT.revert:
      revertDue(world, device, at);
      planNext(world, device, at);
      return;
    case NEXT.lookAgain:
      planNext(world, device, at);
      return;
    default:
      comeBack(world, device, at);
  }
}

/** The turns of a device that is down. */
function comeBack(world: World, device: number, at: number): void {
  switch (world.state.next[device]) {
    case NEXT.start:
      boot(world, device, at);
      return;
    case NEXT.loopStart:
      startInLoop(world, device, at);
      return;
    case NEXT.recover:
      startToRecover(world, device, at);
      return;
    case NEXT.complete:
      complete(world, device, at);
      return;
    default:
      comeOn(world, device, at);
  }
}

function goDown(world: World, device: number, next: number, at: number, end: number = END.clean): void {
  const { state } = world;
  state.power[device] = POWER.down;
  state.beatAt[device] = Number.POSITIVE_INFINITY;
  if (next === NEXT.start) state.end[device] = end;
  state.next[device] = next;
  state.nextAt[device] = at;
}

function leave(world: World, device: number, at: number): void {
  const { state, voice } = world;
  const how = state.leave[device];
  const back = (state.leaveUntil[device] ?? 0) + wait(world, device, 0, MINUTE_MS);
  state.leaveAt[device] = Number.POSITIVE_INFINITY;
  if (how === LEAVE.announcedSleep) voice.shutdown(device, at, 'sleep');
  if (how === LEAVE.power) goDown(world, device, NEXT.start, back, END.unclean);
  else goDown(world, device, NEXT.wake, back);
}

function complete(world: World, device: number, at: number): void {
  const { state, voice } = world;
  if (state.end[device] === END.fault) revertCause(world, device, at);
  state.end[device] = END.clean;
  const share = unit(world.fleet.seed, DRAW.boot, device, state.boot[device]);
  voice.completed(device, at, Math.floor(between(world.scenario.baseline.bootSeconds, share) * 1000));
  state.tells[device] = 1;
  comeOn(world, device, at);
}

function comeOn(world: World, device: number, at: number): void {
  const { state } = world;
  state.power[device] = POWER.on;
  state.beatAt[device] = at + wait(world, device, 2_000, 8_000);
  planNext(world, device, at, at + SETTLE_MS);
  if (state.missed[device]) world.returned(device);
}

function installNow(world: World, device: number, at: number): void {
  const { state, voice, updates, fleet } = world;
  const index = state.installing[device] ?? 0;
  const bit = 1 << index;
  state.installAt[device] = Number.POSITIVE_INFINITY;
  if (state.power[device] !== POWER.on) {
    state.missed[device] = (state.missed[device] ?? 0) | bit;
    return;
  }
  voice.installed(device, at, index);
  const update = updates[index];
  if (update?.facts.activation === 'reboot') {
    state.waiting[device] = (state.waiting[device] ?? 0) | bit;
    const minutes = between(
      update.restartAfterMinutes ?? [1, 60],
      unit(fleet.seed, DRAW.installTime, device, 64 + index),
    );
    state.forcedAt[device] = Math.min(state.forcedAt[device] ?? 0, at + Math.floor(minutes * MINUTE_MS));
  } else {
    state.active[device] = (state.active[device] ?? 0) | bit;
    countExposed(world, bit);
    armFaults(world, device, at, bit);
  }
  planNext(world, device, at);
}

/** Some milliseconds that differ from boot to boot. */
function wait(world: World, device: number, leastMs: number, spreadMs: number): number {
  return (
    leastMs + Math.floor(spreadMs * unit(world.fleet.seed, DRAW.phase, device, 1 + (world.state.boot[device] ?? 0)))
  );
}
