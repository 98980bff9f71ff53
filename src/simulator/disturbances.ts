/** What befalls devices from outside: silent collectors, outages, unusual nights, somebody else's pushes. */
import type { Scenario } from '#contract/scenario.ts';
import { armFault } from './crash-loop.ts';
import { planNext } from './device-life.ts';
import { LEAVE, POWER } from './device-state.ts';
import { isHit } from './faults.ts';
import type { Matcher } from './fleet.ts';
import { matcher } from './fleet.ts';
import { DAY_MS, MINUTE_MS } from './local-time.ts';
import { between, DRAW, unit } from './random.ts';
import type { World } from './world.ts';

/** Something that happens at the beginning of a minute. */
export interface Disturbance {
  minute: number;
  apply(): void;
}

type Window = NonNullable<Scenario['collectorFaults']>[number];

/** All disturbances of the scenario, in order of time. */
export function compileDisturbances(world: World): Disturbance[] {
  const { scenario } = world;
  return [
    ...(scenario.collectorFaults ?? []).flatMap((window, nth) => silences(world, window, nth, true, () => true)),
    ...(scenario.outages ?? []).flatMap((outage, nth) => outages(world, outage, nth + 1000)),
    ...(scenario.sleepers ?? []).flatMap((sleepers, nth) => nights(world, sleepers, nth + 2000)),
    ...siteOutages(world),
    ...pushes(world),
  ].sort((a, b) => a.minute - b.minute);
}

function windowOf(world: World, { startMinute, untilMinute, shiftMinutes = 0 }: Window, nth: number): [number, number] {
  const shift = unit(world.fleet.seed, DRAW.absence, nth) * shiftMinutes;
  return [Math.floor(startMinute + shift), Math.floor(untilMinute + shift)];
}

function forAll(world: World, fits: Matcher, act: (device: number) => void): () => void {
  return () => {
    for (let device = 0; device < world.fleet.size; device += 1) if (fits(device)) act(device);
  };
}

function silences(world: World, window: Window, nth: number, living: boolean, also: Matcher): Disturbance[] {
  const { state, fleet } = world;
  const inside = matcher(fleet, window.where);
  const fits: Matcher = (device) => also(device) && inside(device);
  const [from, until] = windowOf(world, window, nth);
  const mute = (by: number) =>
    forAll(world, fits, (device) => {
      state.muted[device] = (state.muted[device] ?? 0) + by;
      if (!living) state.offline[device] = (state.offline[device] ?? 0) + by;
    });
  return [
    { minute: from, apply: mute(1) },
    { minute: until, apply: mute(-1) },
  ];
}

function outages(world: World, outage: NonNullable<Scenario['outages']>[number], nth: number): Disturbance[] {
  const { fleet } = world;
  const hitSite: Matcher = (device) => unit(fleet.seed, DRAW.absence, fleet.site[device] ?? 0, nth) < outage.siteShare;
  if (outage.kind === 'network') return silences(world, outage, nth, false, hitSite);
  const inside = matcher(fleet, outage.where);
  const [from, until] = windowOf(world, outage, nth);
  const cut = (device: number) => sendAway(world, device, from * MINUTE_MS, until * MINUTE_MS, LEAVE.power);
  return [{ minute: from, apply: forAll(world, (device) => hitSite(device) && inside(device), cut) }];
}

function nights(world: World, sleepers: NonNullable<Scenario['sleepers']>[number], nth: number): Disturbance[] {
  const { seed } = world.fleet;
  const inside = matcher(world.fleet, sleepers.where);
  const [from, until] = windowOf(world, sleepers, nth);
  const fits: Matcher = (device) => unit(seed, DRAW.absence, device, nth) < sleepers.share && inside(device);
  const how = sleepers.announced ? LEAVE.announcedSleep : LEAVE.quietSleep;
  const act = (device: number) => {
    const lag = Math.floor(unit(seed, DRAW.absence, device, nth + 500) * sleepers.spreadMinutes * MINUTE_MS);
    sendAway(world, device, from * MINUTE_MS + lag, until * MINUTE_MS + lag, how);
  };
  return [{ minute: from, apply: forAll(world, fits, act) }];
}

function siteOutages(world: World): Disturbance[] {
  const { fleet, scenario } = world;
  const { siteOutages: rate } = scenario.baseline;
  if (!rate) return [];
  const share = (rate.aDay * scenario.minutes * MINUTE_MS) / DAY_MS;
  const found: Disturbance[] = [];
  for (const site of fleet.siteNames.keys()) {
    const draw = (nth: number) => unit(fleet.seed, DRAW.absence, site, 3000 + nth);
    if (draw(0) >= share) continue;
    const from = Math.floor(draw(1) * scenario.minutes);
    const until = Math.floor((from + between(rate.minutes, draw(2))) * MINUTE_MS);
    const cut = (device: number) => sendAway(world, device, from * MINUTE_MS, until, LEAVE.power);
    found.push({ minute: from, apply: forAll(world, (device) => fleet.site[device] === site, cut) });
  }
  return found;
}

function pushes(world: World): Disturbance[] {
  return world.faults.flatMap((fault) => {
    const { cause } = fault.fault;
    if (cause.by !== 'push') return [];
    const from = world.startAt + cause.startMinute * MINUTE_MS;
    const push = (device: number) => {
      const lag = unit(world.fleet.seed, DRAW.hit, device, fault.index * 8 + 2) * cause.overMinutes * MINUTE_MS;
      armFault(world, device, Math.floor(from + lag), fault.index);
      if (world.state.power[device] === POWER.on) planNext(world, device, from);
      world.wake(device);
    };
    const fits: Matcher = (device) => isHit(world.fleet, fault, device);
    return [{ minute: Math.floor(cause.startMinute), apply: forAll(world, fits, push) }];
  });
}

/** Times in milliseconds since minute 0. */
function sendAway(world: World, device: number, from: number, until: number, how: number): void {
  const { state, startAt } = world;
  state.leaveAt[device] = startAt + from;
  state.leaveUntil[device] = startAt + until;
  state.leave[device] = how;
  // What it had planned before it leaves, it still does.
  if (state.power[device] === POWER.on) planNext(world, device, startAt + world.minute * MINUTE_MS - 1);
  world.wake(device);
}
