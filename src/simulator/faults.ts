/** Faults: who is hit, when, and how long it lasts. */
import type { Fault, Scenario } from '#contract/scenario.ts';
import type { Fleet, Matcher } from './fleet.ts';
import { matcher } from './fleet.ts';
import { MINUTE_MS } from './local-time.ts';
import { between, DRAW, unit } from './random.ts';

export interface CompiledFault {
  readonly fault: Fault;
  readonly index: number;
  /** Bits of the updates that cause it together; 0 for a push. */
  readonly causeBits: number;
  readonly fits: Matcher;
}

/** The scenario's faults, ready to be asked. */
export function compileFaults(scenario: Scenario, fleet: Fleet): CompiledFault[] {
  return scenario.faults.map((fault, index) => {
    const causes = fault.cause.by === 'updates' ? fault.cause.updates : [];
    const causeBits = scenario.updates.reduce(
      (bits, { id }, nth) => (causes.includes(id) ? bits | (1 << nth) : bits),
      0,
    );
    return { fault, index, causeBits, fits: matcher(fleet, fault.where) };
  });
}

const draw = (fleet: Fleet, fault: CompiledFault, purpose: number, device: number, nth: number) =>
  unit(fleet.seed, purpose, device, fault.index * 8 + nth);

/** Whether a fault hits a device its cause has reached. */
export function isHit(fleet: Fleet, fault: CompiledFault, device: number): boolean {
  return draw(fleet, fault, DRAW.hit, device, 0) < fault.fault.share && fault.fits(device);
}

/** Milliseconds from the cause to the crash. */
export function crashDelayMs(fleet: Fleet, fault: CompiledFault, device: number): number {
  return Math.floor(between(fault.fault.afterSeconds, draw(fleet, fault, DRAW.hit, device, 1)) * 1000);
}

/** How a hit device loops: its first start after the crash, the period, and who hears of it. Milliseconds. */
export function loopOf(fleet: Fleet, fault: CompiledFault, device: number) {
  const loop = (nth: number) => draw(fleet, fault, DRAW.loop, device, nth);
  return {
    firstStartMs: Math.floor(20_000 + 40_000 * loop(0)),
    periodMs: Math.max(1000, Math.floor(between(fault.fault.loopMinutes, loop(1)) * MINUTE_MS)),
    startsHeard: loop(2) < fault.fault.startsHeard,
    crashHeard: loop(3) < (fault.fault.crashesHeard ?? 0),
  };
}

/** When a device that crashed at `at` comes back; `Infinity` for never. */
export function recoveryAt(fleet: Fleet, fault: CompiledFault, device: number, at: number, startAt: number): number {
  const { byItself, byHand } = fault.fault.recovery;
  const chance = (nth: number) => draw(fleet, fault, DRAW.recovery, device, nth);
  let recovery = Number.POSITIVE_INFINITY;
  if (byItself && chance(0) < byItself.share) {
    const fixedAt = startAt + (byItself.startMinute + chance(1) * byItself.overMinutes) * MINUTE_MS;
    recovery = Math.max(fixedAt, at + 2 * MINUTE_MS);
  }
  if (byHand) {
    const from = Math.max(at, startAt + byHand.startMinute * MINUTE_MS);
    recovery = Math.min(recovery, from - Math.log2(1 - chance(2)) * byHand.halfLifeMinutes * MINUTE_MS);
  }
  return Math.floor(Math.max(recovery, at + MINUTE_MS));
}
