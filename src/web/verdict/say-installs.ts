/** Whether a pause works, as told by what devices report and not by the request. */
import type { UpdateSummary } from '#contract/update.ts';
import { count } from '../format/number.ts';
import { clock, duration, type Zone } from '../format/time.ts';
import { hasSettled, heldSince } from '../pause/has-settled.ts';

export interface Installs {
  after: number;
  lastAt: number | null;
  settled: boolean;
}

/** Installs reported with a time after the standing hold, over all rings; null where nothing is held. */
export function installsAfterPause(update: UpdateSummary, asOf: number): Installs | null {
  const held = update.rings.filter((ring) => ring.installsAfterHold !== null);
  if (held.length === 0) return null;
  const after = held.reduce((sum, ring) => sum + (ring.installsAfterHold ?? 0), 0);
  const last = Math.max(...held.map((ring) => ring.lastInstallAt ?? 0));
  const lastAt = last > 0 ? last : null;
  return { after, lastAt, settled: hasSettled({ lastInstallAt: lastAt, heldSince: heldSince(update.holds) }, asOf) };
}

/** "paused", or "pausing" while installs may still be on their way. */
export const pauseWord = (update: UpdateSummary, asOf: number): 'paused' | 'pausing' =>
  installsAfterPause(update, asOf)?.settled === false ? 'pausing' : 'paused';

/** "Installs after the pause: 37, last at 04:32; none for 3 min." */
export function sayInstalls(update: UpdateSummary, asOf: number, zone: Zone): string {
  const installs = installsAfterPause(update, asOf);
  if (!installs) return 'Nothing is known of installs after the pause.';
  const { after, lastAt, settled } = installs;
  if (after === 0) return `Installs after the pause: none reported${settled ? '' : ' yet'}.`;
  const last = lastAt === null ? '' : `, last at ${clock(lastAt, zone)}`;
  const quiet = lastAt === null ? '' : settled ? `; none for ${duration(asOf - lastAt)}` : '; still arriving';
  return `Installs after the pause: ${count(after)}${last}${quiet}.`;
}
