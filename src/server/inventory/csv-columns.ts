/** What the columns of an inventory's CSV mean. */
import { COUNTED_LABELS } from '#contract/labels.ts';
import { nearName } from '../near-name.ts';
import { Refusal } from '../problem.ts';

/** Named `ring:CHANNEL` and `label:NAME`. */
const RING = 'ring:';
const LABEL = 'label:';
const NAMED = ['device', ...COUNTED_LABELS, 'timeZone'] as const;

/** Every column as the owner may name it. */
export const COLUMN_NAMES: readonly string[] = [...NAMED, `${RING}CHANNEL`, `${LABEL}NAME`];

type Named = (typeof NAMED)[number];
export type Column =
  | { readonly kind: 'device' | 'timeZone' }
  | { readonly kind: 'labels' | 'rings'; readonly key: string };

/** @throws Refusal 400 for a column nobody knows, one that is there twice, and a missing `device`. */
export function columnsOf(header: readonly string[]): Column[] {
  const names = header.map((name) => name.trim());
  const columns = names.map(columnOf);
  const places = columns.map((column) => JSON.stringify(column));
  const again = places.findIndex((place, i) => places.indexOf(place) !== i);
  if (again !== -1) throw refuse(names[again], `The column "${names[again]}" is there twice; keep one of them.`);
  if (!columns.some(({ kind }) => kind === 'device')) {
    throw refuse(
      'device',
      `The first line names the columns, and none is "device". It says: ${names.slice(0, 10).join(', ').slice(0, 200)}.`,
    );
  }
  return columns;
}

function columnOf(name: string): Column {
  const [prefix, kind] = name.startsWith(RING) ? [RING, 'rings' as const] : [LABEL, 'labels' as const];
  const key = name.slice(prefix.length);
  if (name.startsWith(prefix) && key !== '') return { kind, key };
  const known = NAMED.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (known) return named(known);
  const near = nearName(name, NAMED);
  throw refuse(
    name,
    `The column "${name.slice(0, 100)}" is not known${near ? `; did you mean "${near}"?` : '.'} Columns: ${NAMED.join(', ')}; the ring of a channel is "ring:CHANNEL", a label of your own "label:NAME".`,
  );
}

const named = (name: Named): Column =>
  name === 'device' || name === 'timeZone' ? { kind: name } : { kind: 'labels', key: name };

/** How the header spells the column of a value. */
export function columnName([place, key]: readonly PropertyKey[]): string {
  if (key === undefined) return String(place ?? '');
  if (place === 'rings') return `${RING}${String(key)}`;
  return NAMED.some((name) => name === key) ? String(key) : `${LABEL}${String(key)}`;
}

const refuse = (column: string, detail: string): Refusal =>
  new Refusal('bad-request', detail, { field: column.slice(0, 100) });
