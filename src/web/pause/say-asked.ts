/** Whether anybody waits at the gate: the one acknowledgement it can give. */
import type { UpdateInRing } from '#contract/update.ts';
import { count, listed } from '../format/number.ts';
import { when, type Zone } from '../format/time.ts';

/** Rings named one by one; more are counted. */
const RINGS_NAMED = 4;

/** "It was asked for Early and Broad, first at 04:32, and said to wait. Not yet for Canary." */
export function sayAsked(rings: readonly Pick<UpdateInRing, 'ring' | 'gate'>[], asOf: number, zone: Zone): string {
  const held = rings.flatMap(({ ring, gate }) => (gate ? [{ ring, ...gate }] : []));
  if (held.length === 0)
    return 'No device it is meant for is in a ring that is held: whether anybody asks it for those is not told.';
  const asked = held.flatMap(({ ring, askedAt }) => (askedAt === null ? [] : [{ ring, askedAt }]));
  const since = when(Math.max(...held.map((each) => each.since)), asOf, zone);
  if (asked.length === 0) {
    return `Nobody has asked it for ${named(held)} since ${since}. What does not ask the gate before it installs is not stopped by it.`;
  }
  const first = when(Math.min(...asked.map((each) => each.askedAt)), asOf, zone);
  const missing = held.filter((each) => each.askedAt === null);
  const rest = missing.length === 0 ? '' : ` Not yet for ${named(missing)}.`;
  return `It was asked for ${named(asked)}, first at ${first}, and said to wait.${rest}`;
}

const named = (rings: readonly { ring: string }[]): string =>
  rings.length > RINGS_NAMED ? `${count(rings.length)} rings` : listed(rings.map(({ ring }) => ring));
