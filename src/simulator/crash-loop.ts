/** From the crash a fault causes to the boot that ends it. */
import { MAX_EARLIER_STARTS } from '#contract/limits.ts';
import { END, NEXT, POWER } from './device-state.ts';
import { crashDelayMs, isHit, loopOf, recoveryAt } from './faults.ts';
import { MINUTE_MS } from './local-time.ts';
import { between, DRAW, unit } from './random.ts';
import type { World } from './world.ts';

/** The updates of `bits` became active on one more device. */
export function countExposed({ exposed }: World, bits: number): void {
  for (const [index, count] of exposed.entries()) if (bits & (1 << index)) exposed[index] = count + 1;
}

/** Arms the faults that have all their causes on a device now that the updates of `bits` became active. */
export function armFaults(world: World, device: number, at: number, bits: number): void {
  const active = world.state.active[device] ?? 0;
  for (const fault of world.faults) {
    if ((fault.causeBits & bits) === 0 || (active & fault.causeBits) !== fault.causeBits) continue;
    if (isHit(world.fleet, fault, device)) armFault(world, device, at, fault.index);
  }
}

/** Lets a fault strike a device soon after `at`, unless another strikes sooner. */
export function armFault(world: World, device: number, at: number, index: number): void {
  const fault = world.faults[index];
  if (!fault) return;
  const crashAt = at + crashDelayMs(world.fleet, fault, device);
  if (crashAt >= (world.state.faultAt[device] ?? 0)) return;
  world.state.faultAt[device] = crashAt;
  world.state.fault[device] = index;
}

/** The fault strikes: the device goes down and starts over and over until it recovers. */
export function crash(world: World, device: number, at: number): void {
  const { state, fleet } = world;
  const index = state.fault[device] ?? 0;
  const fault = world.faults[index];
  if (!fault) return;
  const loop = loopOf(fleet, fault, device);
  if (loop.crashHeard && fault.fault.crash) world.voice.crashed(device, at, fault.fault.crash);
  world.hits.push({ device: fleet.names[device] ?? '', at, fault: index });
  state.power[device] = POWER.looping;
  state.end[device] = END.fault;
  state.beatAt[device] = Number.POSITIVE_INFINITY;
  state.faultAt[device] = Number.POSITIVE_INFINITY;
  state.crashedAt[device] = at;
  state.firstStartAt[device] = at + loop.firstStartMs;
  state.loopMs[device] = loop.periodMs;
  state.loopHeard[device] = loop.startsHeard ? 1 : 0;
  state.starts[device] = 0;
  state.recoverAt[device] = recoveryAt(fleet, fault, device, at, world.startAt);
  if (fault.fault.takesSite) addToSite(world, device, 1, at);
  scheduleLoop(world, device);
}

/** One start of the loop, which will not complete. */
export function startInLoop(world: World, device: number, at: number): void {
  const { state } = world;
  state.boot[device] = (state.boot[device] ?? 0) + 1;
  state.starts[device] = (state.starts[device] ?? 0) + 1;
  world.voice.started(device, at, previousOf(world, device), []);
  scheduleLoop(world, device);
}

/** The boot that will be good: it tells of the starts nobody heard. Returns when it completes. */
export function startToRecover(world: World, device: number, at: number): void {
  const { state } = world;
  const fault = world.faults[state.fault[device] ?? 0];
  const unheard = state.loopHeard[device] ? [] : startsBefore(world, device, at);
  state.boot[device] = (state.boot[device] ?? 0) + unheard.length + 1;
  if (fault?.fault.takesSite) addToSite(world, device, -1, at);
  world.voice.started(device, at, previousOf(world, device), unheard.slice(-MAX_EARLIER_STARTS));
  const bootMs = between(
    world.scenario.baseline.bootSeconds,
    unit(world.fleet.seed, DRAW.boot, device, state.boot[device]),
  );
  state.power[device] = POWER.starting;
  state.next[device] = NEXT.complete;
  state.nextAt[device] = at + Math.floor(bootMs * 1000);
}

/** Takes the guilty updates off a device that has come back; one that devices list stays, and no longer harms it. */
export function revertCause(world: World, device: number, at: number): void {
  const { state } = world;
  const causeBits = world.faults[state.fault[device] ?? 0]?.causeBits ?? 0;
  for (const [index, { listed }] of world.updates.entries()) {
    if ((causeBits & (1 << index)) === 0 || listed) continue;
    state.active[device] = (state.active[device] ?? 0) & ~(1 << index);
    world.voice.reverted(device, at, index);
  }
}

function scheduleLoop(world: World, device: number): void {
  const { state } = world;
  const recoverAt = state.recoverAt[device] ?? 0;
  const starts = state.starts[device] ?? 0;
  const limit = world.faults[state.fault[device] ?? 0]?.fault.startsAtMost ?? Number.POSITIVE_INFINITY;
  const startAt = (state.firstStartAt[device] ?? 0) + starts * (state.loopMs[device] ?? 0);
  const again = state.loopHeard[device] === 1 && starts < limit && startAt < recoverAt;
  state.next[device] = again ? NEXT.loopStart : NEXT.recover;
  state.nextAt[device] = again ? startAt : recoverAt;
}

function startsBefore(world: World, device: number, at: number): number[] {
  const { state } = world;
  const limit = world.faults[state.fault[device] ?? 0]?.fault.startsAtMost ?? Number.POSITIVE_INFINITY;
  const starts: number[] = [];
  for (let start = state.firstStartAt[device] ?? at; start < at && starts.length < limit; ) {
    starts.push(start);
    start += state.loopMs[device] ?? at;
  }
  return starts;
}

function previousOf(world: World, device: number) {
  const crash = world.faults[world.state.fault[device] ?? 0]?.fault.crash;
  return crash ? { clean: false, crash } : { clean: false };
}

function addToSite({ fleet, state }: World, device: number, by: number, at: number): void {
  const site = fleet.site[device] ?? 0;
  // From the next minute on: some devices of the site have lived through this one already.
  if (state.siteDark[site] === 0) state.siteDarkAt[site] = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
  state.siteDark[site] = (state.siteDark[site] ?? 0) + by;
}
