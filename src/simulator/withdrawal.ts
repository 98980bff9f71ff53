/** Updates the vendor takes back. */
import { MINUTE_MS } from './local-time.ts';
import { DRAW, unit } from './random.ts';
import type { World } from './world.ts';

function revertOf(world: World, device: number, index: number): number {
  const withdrawn = world.updates[index]?.withdrawn;
  if (!withdrawn) return Number.POSITIVE_INFINITY;
  const draw = unit(world.fleet.seed, DRAW.withdrawal, device, index);
  return world.startAt + Math.floor((withdrawn.atMinute + draw * withdrawn.overMinutes) * MINUTE_MS);
}

/** When a device loses the next update that is withdrawn from it; `Infinity` when it has none. Epoch milliseconds. */
export function revertAt(world: World, device: number): number {
  const has = (world.state.active[device] ?? 0) | (world.state.waiting[device] ?? 0);
  let at = Number.POSITIVE_INFINITY;
  for (let index = 0, bits = has; bits !== 0; index += 1, bits >>>= 1) {
    if (bits & 1) at = Math.min(at, revertOf(world, device, index));
  }
  return at;
}

/** Takes off and reports every update withdrawn from a device by `at`. */
export function revertDue(world: World, device: number, at: number): void {
  const { state } = world;
  for (const index of world.updates.keys()) {
    const bit = 1 << index;
    const has = ((state.active[device] ?? 0) | (state.waiting[device] ?? 0)) & bit;
    if (has === 0 || revertOf(world, device, index) > at) continue;
    state.active[device] = (state.active[device] ?? 0) & ~bit;
    state.waiting[device] = (state.waiting[device] ?? 0) & ~bit;
    const armed = world.faults[state.fault[device] ?? 0];
    if (armed && armed.causeBits & bit) state.faultAt[device] = Number.POSITIVE_INFINITY;
    world.voice.reverted(device, at, index);
  }
}
