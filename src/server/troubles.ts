/** What of the product does not work although it runs, for people: on the board and on /readyz. */
import type { Bootwatch } from './bootwatch.ts';
import type { Damage } from './store.ts';

const MINUTE_MS = 60_000;
/** Clocks are corrected by less than this all the time. */
const SET_BACK_MS = MINUTE_MS;

const FULL =
  'The disk that holds the data is full: no report and no decision is taken. Free some space; it goes on by itself.';

/** A sentence each; none when all is well. */
export function troublesOf({ store, damage, clock, fleet, world }: Bootwatch): string[] {
  const aheadMs = clock.mode === 'real' ? fleet.now * 1000 - world.wallNow() : 0;
  return [
    ...(store.isFull() ? [FULL] : []),
    ...(damage.length > 0 ? [sayDamage(damage)] : []),
    ...(aheadMs > SET_BACK_MS ? [saySetBack(aheadMs)] : []),
  ];
}

function sayDamage(damage: readonly Damage[]): string {
  const parts = damage.reduce((sum, table) => sum + table.parts, 0);
  const where = `${damage.map(({ table }) => table).join(', ')}: ${parts} ${parts === 1 ? 'part' : 'parts'} set aside`;
  const consequence = damage.some(({ table }) => table === 'log')
    ? 'Decisions may be missing: check every pause.'
    : 'Charts and lists of those hours may have gaps.';
  return `Part of the stored history is damaged (${where}). ${consequence}`;
}

const saySetBack = (aheadMs: number): string =>
  `This machine's clock was set back: for ${Math.ceil(aheadMs / MINUTE_MS)} min the fleet's time stands, and new silence is not noticed.`;
