/** How far a pause has got, by what devices report and by what each target answered. */
import type { UpdateInRing, UpdateSummary } from '#contract/update.ts';
import { count, listed } from '../format/number.ts';
import { when, type Zone, zoneName } from '../format/time.ts';
import { installsAfterPause } from '../verdict/say-installs.ts';
import { type Held, heldByRing, sayHeldSince } from './held-by-ring.ts';
import { sayAsked } from './say-asked.ts';
import type { Target } from './say-target.ts';

/** One ring's devices: had it before the pause, got it after, are without it. */
export interface ReachRow {
  ring: string;
  /** Place in the rollout order. */
  index: number;
  before: string;
  after: string;
  without: string;
  targeted: string;
  /** The same as shares of those it is meant for; null where it is meant for none. */
  shares: { before: number; after: number; without: number } | null;
}
export interface Propagation {
  sentence: string;
  rows: ReachRow[];
  targets: Target[];
}

interface Setting {
  asOf: number;
  zone: Zone;
  /** All rings in rollout order; each keeps its mark, whether it is meant for this update or not. */
  order: readonly string[];
}

/** Null where no hold stands. */
export function preparePropagation(update: UpdateSummary, setting: Setting): Propagation | null {
  if (update.holds.length === 0) return null;
  const held = heldByRing(update);
  return {
    sentence: `${sayBegun(held, setting)}. ${sayAfter(update, setting)}`,
    rows: update.rings.map((ring) => toRow(ring, setting.order.indexOf(ring.ring))),
    targets: [
      {
        name: 'Deployment gate',
        result: { state: stateOfGate(update, held), held },
        note: sayAsked(update.rings, setting.asOf, setting.zone),
      },
    ],
  };
}

/** Being asked is the one acknowledgement a gate can give. */
function stateOfGate({ rings }: UpdateSummary, held: Held): 'not asked' | 'effective' | 'in some rings' {
  if (!rings.some(({ gate }) => typeof gate?.askedAt === 'number')) return 'not asked';
  return held.open.length === 0 ? 'effective' : 'in some rings';
}

/** "Paused at 04:31 UTC in all rings", "Paused in Canary since 04:00 UTC and in all other rings since 04:40 UTC". */
function sayBegun(held: Held, { asOf, zone }: Setting): string {
  const time = (ms: number) => `${when(ms, asOf, zone)} ${zoneName(zone, ms)}`;
  const [only] = held.parts;
  if (!only || held.parts.length > 1) return `Paused ${sayHeldSince(held, time)}`;
  return `Paused at ${time(only.since)} in ${held.everywhere ? 'all rings' : listed(only.rings)}`;
}

/** "37 devices reported installing it after the pause, the last at 04:33; none since." */
function sayAfter(update: UpdateSummary, { asOf, zone }: Setting): string {
  const installs = installsAfterPause(update, asOf);
  if (!installs) return 'No ring it is meant for is held.';
  const { after, lastAt, settled } = installs;
  if (after === 0 || lastAt === null) return 'No device has reported installing it after the pause.';
  const devices = after === 1 ? '1 device' : `${count(after)} devices`;
  const since = settled ? 'none since' : 'more may be on their way';
  return `${devices} reported installing it after the pause, the last at ${when(lastAt, asOf, zone)}; ${since}.`;
}

function toRow({ ring, counts, targeted, without, installsAfterHold }: UpdateInRing, index: number): ReachRow {
  const has = counts.waiting + counts.pending + counts.checked + counts.censored;
  // A device may install it twice, or go back: what is shown apart is never more than what has it.
  const after = Math.min(has, installsAfterHold ?? 0);
  const share = (part: number) => part / targeted;
  return {
    ring,
    index,
    before: count(has - after),
    after: installsAfterHold === null ? 'not held' : count(after),
    without: count(without),
    targeted: targeted === 0 ? 'none' : count(targeted),
    shares: targeted === 0 ? null : { before: share(has - after), after: share(after), without: share(without) },
  };
}
