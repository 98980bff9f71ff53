/** What of the product does not work although it runs, for people: on the board and on /readyz. */
import type { Bootwatch } from './bootwatch.ts';
import type { Damage } from './store.ts';

const MINUTE_MS = 60_000;
/** Clocks are corrected by less than this all the time. */
const SET_BACK_MS = MINUTE_MS;

const FULL =
  'The disk that holds the data is full: no report and no decision is taken. Free some space; it goes on by itself.';

/** A sentence each; none when all is well. */
export function troublesOf(product: Bootwatch): string[] {
  const { store, damage, decisionsMayBeMissing, clock, fleet, world, metrics } = product;
  const rejected = product.rejectedLately.say();
  const aheadMs = clock.mode === 'real' ? fleet.now * 1000 - world.wallNow() : 0;
  return [
    ...(store.isFull() ? [FULL] : []),
    ...sayDamage(damage, decisionsMayBeMissing),
    ...(metrics.recordsLeftOut > 0 ? [sayLeftOut(metrics.recordsLeftOut)] : []),
    ...(aheadMs > SET_BACK_MS ? [saySetBack(aheadMs)] : []),
    ...(rejected === undefined ? [] : [rejected]),
  ];
}

const LOG =
  'Decisions may be missing: check every pause. The gate answers 503 until the parts are put back or removed and Bootwatch is started again.';
const CHARTS = 'Charts of the past may have gaps.';
/** What may be missing with parts of a table; with those of the others nothing is. */
const MISSING: Readonly<Record<string, string>> = {
  log: LOG,
  records:
    'Reports acknowledged since the state was last saved may be missing from the counts, older ones from the lists.',
  devices: 'Names and labels of devices may be missing.',
  history: 'Part of the past that evidence is measured by may be missing.',
  fleet_minute: CHARTS,
  update_minute: CHARTS,
  evidence_minute: CHARTS,
  trial_minute: 'Trials of the past may be missing from a recount.',
  snapshot_minute: 'Pictures of past minutes may be missing.',
};

function sayDamage(damage: readonly Damage[], decisionsMayBeMissing: boolean): string[] {
  const told = damage.filter(({ table }) => table in MISSING);
  const consequences = [...(decisionsMayBeMissing ? [LOG] : []), ...told.map(({ table }) => MISSING[table])];
  if (consequences.length === 0) return [];
  const parts = told.reduce((sum, table) => sum + table.parts, 0);
  const tables = told.map(({ table }) => table).join(', ');
  const where = parts === 0 ? '' : ` (${tables}: ${parts} ${parts === 1 ? 'part' : 'parts'} set aside)`;
  return [`Part of the stored history is damaged${where}. ${[...new Set(consequences)].join(' ')}`];
}

const sayLeftOut = (count: number): string =>
  `${count} ${count === 1 ? 'report' : 'reports'} could not be counted since the start, by a fault of Bootwatch: its own log says why.`;

const saySetBack = (aheadMs: number): string =>
  `This machine's clock was set back: for ${Math.ceil(aheadMs / MINUTE_MS)} min the fleet's time stands, and new silence is not noticed.`;
