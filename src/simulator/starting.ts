/** A boot's start: it takes up what waited for it, and may fail. */
import { armFaults, countExposed } from './crash-loop.ts';
import { END, NEXT, POWER } from './device-state.ts';
import { loopOf } from './faults.ts';
import { MINUTE_MS } from './local-time.ts';
import { between, DRAW, unit } from './random.ts';
import type { World } from './world.ts';

/** A start that is not part of a crash loop. Ends in a completed boot, a further restart, a fault or a benign failure. */
export function boot(world: World, device: number, at: number): void {
  const { state, fleet } = world;
  const number = (state.boot[device] ?? 0) + 1;
  state.boot[device] = number;
  const draw = (nth: number) => unit(fleet.seed, DRAW.failure, device, number * 4 + nth);
  const secondTry = state.failedAt[device] !== Number.POSITIVE_INFINITY;
  const fails = !secondTry && state.isFurther[device] === 0 && draw(0) < world.failureShare(device, at);
  const { baseline } = world.scenario;
  state.power[device] = POWER.starting;
  state.beatAt[device] = Number.POSITIVE_INFINITY;
  if (fails) {
    const heard = draw(1) < baseline.failedStartsHeard;
    if (heard) sayStarted(world, device, at);
    state.failedAt[device] = heard ? 0 : at;
    state.end[device] = END.unclean;
    state.next[device] = NEXT.start;
    state.nextAt[device] = at + Math.floor(between(baseline.failedBootMinutes, draw(2)) * MINUTE_MS);
    return;
  }
  activateWaiting(world, device, at);
  goOn(world, device, at);
  if (!diesUnheard(world, device)) sayStarted(world, device, at);
  state.failedAt[device] = Number.POSITIVE_INFINITY;
  state.end[device] = END.clean;
}

/** A fault strikes before the start is through, on a device whose looping starts nobody hears either. */
function diesUnheard({ state, faults, fleet }: World, device: number): boolean {
  const fault = faults[state.fault[device] ?? 0];
  return state.next[device] === NEXT.fault && fault !== undefined && !loopOf(fleet, fault, device).startsHeard;
}

/** `failedAt` 0 says that the failed start was heard. */
function sayStarted(world: World, device: number, at: number): void {
  const { state } = world;
  const failedAt = state.failedAt[device] ?? 0;
  const untold = failedAt > 0 && failedAt !== Number.POSITIVE_INFINITY;
  world.voice.started(device, at, { clean: state.end[device] === END.clean }, untold ? [failedAt] : []);
}

function activateWaiting(world: World, device: number, at: number): void {
  const { state } = world;
  const bits = state.waiting[device] ?? 0;
  state.forcedAt[device] = Number.POSITIVE_INFINITY;
  if (bits === 0) return;
  state.waiting[device] = 0;
  state.active[device] = (state.active[device] ?? 0) | bits;
  countExposed(world, bits);
  for (const [index, { facts, furtherRestarts }] of world.updates.entries()) {
    if ((bits & (1 << index)) === 0) continue;
    const expected = facts.expectedReboots ?? 0;
    const chance = unit(world.fleet.seed, DRAW.installTime, device, 128 + index);
    const restarts = Math.round(between(furtherRestarts ?? [expected, expected], chance));
    state.moreRestarts[device] = Math.max(state.moreRestarts[device] ?? 0, restarts);
  }
  armFaults(world, device, at, bits);
}

function goOn(world: World, device: number, at: number): void {
  const { state, fleet } = world;
  const chance = unit(fleet.seed, DRAW.boot, device, state.boot[device]);
  const more = state.moreRestarts[device] ?? 0;
  state.isFurther[device] = more > 0 ? 1 : 0;
  if (more > 0) {
    state.moreRestarts[device] = more - 1;
    state.next[device] = NEXT.restart;
    state.nextAt[device] = at + 40_000 + Math.floor(chance * 60_000);
  } else {
    state.next[device] = NEXT.complete;
    state.nextAt[device] = at + Math.floor(between(world.scenario.baseline.bootSeconds, chance) * 1000);
  }
  const faultAt = state.faultAt[device] ?? 0;
  if (faultAt >= (state.nextAt[device] ?? 0)) return;
  state.next[device] = NEXT.fault;
  state.nextAt[device] = Math.max(faultAt, at + 1);
}
