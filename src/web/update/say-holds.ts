/** Holds in words: who stopped it where, and why. */
import type { Author, Hold } from '#contract/hold.ts';
import { listed } from '../format/number.ts';
import { duration, when, type Zone } from '../format/time.ts';

const KINDS = {
  person: 'a person',
  rule: 'a rule',
  vendor: 'its vendor',
  calendar: 'a calendar',
} as const satisfies Record<Author['kind'], string>;

/** "Paused in all rings by Ops desk (a person) at 04:31, 6 min ago." */
export function sayHold({ rings, author, placedAt }: Hold, asOf: number, zone: Zone): string {
  const where = rings === 'all' ? 'all rings' : listed(rings);
  return `Paused in ${where} by ${author.name} (${KINDS[author.kind]}) at ${when(placedAt, asOf, zone)}, ${duration(asOf - placedAt)} ago.`;
}
