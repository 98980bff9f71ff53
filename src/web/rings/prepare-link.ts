/** What stands between two rings: when the rollout went on to the next, or that it is held there. */
import type { UpdateInRing } from '#contract/update.ts';
import { clock, type Zone } from '../format/time.ts';

export interface RingLink {
  held: boolean;
  time: string | null;
  title: string;
}

/** @param next the ring the link leads to. */
export function prepareLink(next: UpdateInRing | undefined, ring: string, zone: Zone): RingLink {
  if (!next) return { held: false, time: null, title: `Then ${ring}` };
  const began = next.firstInstallAt;
  const time = began === null ? null : clock(began, zone);
  if (next.state === 'paused') return { held: true, time, title: `Held before ${ring}` };
  if (time !== null) return { held: false, time, title: `${ring} started ${time}` };
  const planned = next.plannedAt === null ? null : clock(next.plannedAt, zone);
  return { held: false, time: null, title: planned ? `${ring} is planned for ${planned}` : `${ring} has not started` };
}
