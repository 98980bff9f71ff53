/** Silence that struck devices without the update as well. */
import type { Outage } from '#contract/update.ts';
import { listed } from '../format/number.ts';
import { when, type Zone } from '../format/time.ts';

/** "Devices without this update went silent too (region North, 14:02–14:31): treated as an outage, ..." */
export function sayOutage({ regions, from, until }: Outage, asOf: number, zone: Zone): string {
  const time =
    until === null ? `since ${when(from, asOf, zone)}` : `${when(from, asOf, zone)}–${when(until, from, zone)}`;
  const where = regions.length === 0 ? '' : `region ${listed(regions)}, `;
  return `Devices without this update went silent too (${where}${time}): treated as an outage, not blamed on the update.`;
}
