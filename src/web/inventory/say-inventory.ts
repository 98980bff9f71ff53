/** How complete the inventory is, in words. */
import type { InventoryGaps } from '#contract/snapshot.ts';
import { count } from '../format/number.ts';

/** "In inventory 63,400, heard in 24 h 61,050, in no ring of falcon-content 1,140, no site 412." Gaps of none are left out. */
export function sayInventory({ devices, heardInDay, inNoRing, noSite }: InventoryGaps): string {
  const parts = [
    `In inventory ${count(devices)}`,
    `heard in 24 h ${count(heardInDay)}`,
    ...inNoRing.map((gap) => `in no ring${gap.channel === null ? '' : ` of ${gap.channel}`} ${count(gap.devices)}`),
    ...(noSite > 0 ? [`no site ${count(noSite)}`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** What each gap leads to, and what closes it. */
export function sayGaps({ devices, heardInDay, inNoRing, noSite }: InventoryGaps): string[] {
  const unheard = devices - heardInDay;
  return [
    ...(unheard > 0
      ? [
          `${count(unheard)} not heard in 24 h: off, gone, or with no agent that reports. Report what is retired as gone, and it is counted no more.`,
        ]
      : []),
    ...(inNoRing.length > 0
      ? ['In no ring: counted as Unassigned, and a pause of named rings does not cover them. Name their ring.']
      : []),
    ...(noSite > 0
      ? ['No site: a whole site going dark is not told from single devices failing. Name their site.']
      : []),
    'The inventory comes in with PUT /api/devices; with ?dry-run it only says what it would change.',
  ];
}
