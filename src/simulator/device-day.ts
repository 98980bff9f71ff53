/** The usual day of a device: restarts, nights and crashes of its own, drawn by local day. */
import type { Baseline } from '#contract/scenario.ts';
import type { Fleet } from './fleet.ts';
import { DAY_MS, HOUR_MS, localDay, MINUTE_MS } from './local-time.ts';
import { DRAW, pickWeighted, unit } from './random.ts';

export type PlanKind = 'restart' | 'crash' | 'sleep' | 'off' | 'look again';
/** What a device does next by itself, in epoch milliseconds; `wakeAt` for sleep and off. */
interface Plan {
  kind: PlanKind;
  at: number;
  wakeAt: number;
}

const EVERY_HOUR_ALIKE = Array.from({ length: 24 }, () => 1);
const DAYS_AHEAD = 3;

/** The next thing a device does by itself after `after` (epoch milliseconds) while it is on. */
export function nextPlan(fleet: Fleet, baseline: Baseline, device: number, after: number): Plan {
  const offset = fleet.offsetMs[fleet.region[device] ?? 0] ?? 0;
  const today = localDay(after + offset);
  let next: Plan = { kind: 'look again', at: (today + DAYS_AHEAD) * DAY_MS - offset, wakeAt: 0 };
  const offer = (kind: PlanKind, at: number, wakeAt: number) => {
    if (at > after && at < next.at) next = { kind, at, wakeAt };
  };
  for (let day = today - 1; day < today + DAYS_AHEAD; day += 1) {
    const midnight = day * DAY_MS - offset;
    const hours = baseline.restartsByHour ?? EVERY_HOUR_ALIKE;
    offerTimes(fleet.seed, device, day, baseline.restartsADay, DRAW.restartDay, hours, (ms) =>
      offer('restart', midnight + ms, 0),
    );
    offerTimes(fleet.seed, device, day, baseline.crashesADay, DRAW.crashDay, EVERY_HOUR_ALIKE, (ms) =>
      offer('crash', midnight + ms, 0),
    );
    const night = nightOf(fleet, device, day);
    if (night) offer(night.off ? 'off' : 'sleep', midnight + night.fromMs, midnight + night.untilMs);
    if (next.at < midnight + DAY_MS) break;
  }
  return next;
}

/** The night a device is in at `at`, if it is in one: when it ends and whether the device is shut down. */
export function nightAt(fleet: Fleet, device: number, at: number): { wakeAt: number; off: boolean } | undefined {
  const offset = fleet.offsetMs[fleet.region[device] ?? 0] ?? 0;
  const today = localDay(at + offset);
  for (const day of [today - 1, today]) {
    const midnight = day * DAY_MS - offset;
    const night = nightOf(fleet, device, day);
    if (night && midnight + night.fromMs <= at && at < midnight + night.untilMs) {
      return { wakeAt: midnight + night.untilMs, off: night.off };
    }
  }
  return undefined;
}

function nightOf(fleet: Fleet, device: number, day: number) {
  const night = fleet.shape.classes[fleet.class[device] ?? 0]?.night;
  const draw = (nth: number) => unit(fleet.seed, DRAW.night, device, day * 4 + nth);
  if (!night || draw(0) >= night.share) return undefined;
  const spreadMs = night.spreadMinutes * MINUTE_MS;
  const untilHour = night.untilHour > night.fromHour ? night.untilHour : night.untilHour + 24;
  return {
    off: draw(1) < night.offShare,
    fromMs: Math.floor(night.fromHour * HOUR_MS + draw(2) * spreadMs),
    untilMs: Math.floor(untilHour * HOUR_MS + draw(3) * spreadMs),
  };
}

function offerTimes(
  seed: number,
  device: number,
  day: number,
  aDay: number,
  purpose: number,
  hours: readonly number[],
  offer: (msOfDay: number) => void,
): void {
  for (let nth = 0; nth < aDay; nth += 1) {
    const key = (day * 32 + nth) * 4;
    if (unit(seed, purpose, device, key) >= aDay - nth) continue;
    const hour = pickWeighted(hours, unit(seed, purpose, device, key + 1));
    offer(Math.floor((hour + unit(seed, purpose, device, key + 2)) * HOUR_MS));
  }
}
