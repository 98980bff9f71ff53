/** Which devices the list shows: read from the address, said in words, and what one can choose. */
import * as z from 'zod/mini';
import { DeviceFilter } from '#contract/device.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { CONDITIONS } from '#contract/words.ts';
import { CONDITION_CHIPS } from '../device/condition-chips.ts';
import { nameOf } from '../updates/prepare-update-row.ts';

/** Read one by one: what is not understood is left out, as is what says nothing without an update. */
export function readFilter(query: string): DeviceFilter {
  const search = new URLSearchParams(query);
  const read = Object.fromEntries(
    Object.entries(DeviceFilter.shape).flatMap(([name, schema]) => {
      const value = search.get(name);
      return value !== null && z.safeParse(schema, value).success ? [[name, value]] : [];
    }),
  ) as DeviceFilter;
  const { stage, outcome, condition, ...rest } = read;
  // How a device stands with the update says more than what it does.
  if (rest.update === undefined) return { ...rest, ...(condition && { condition }) };
  return { ...rest, ...(stage && { stage }), ...(outcome && { outcome }) };
}

export interface Option {
  words: string;
  /** What it makes of the filter: these fields, and no others of the same choice. */
  sets: DeviceFilter;
}
export interface Choice {
  /** Labels and words may be the same: the owner names sectors and updates. */
  key: string;
  label: string;
  options: readonly Option[];
  /** Place of the option that holds. */
  chosen: number;
}

const STANDINGS: readonly Option[] = [
  { words: 'Any', sets: {} },
  { words: 'Down', sets: { outcome: 'down' } },
  { words: 'Down, of the checked', sets: { stage: 'checked', outcome: 'down' } },
  { words: 'Looping', sets: { outcome: 'looping' } },
  { words: 'Silent', sets: { outcome: 'silent' } },
  { words: 'Recovered', sets: { outcome: 'recovered' } },
  { words: 'Being checked', sets: { stage: 'pending' } },
  { words: 'Checked', sets: { stage: 'checked' } },
  { words: 'Off before it was due', sets: { stage: 'censored' } },
  { words: 'Waiting for a restart', sets: { stage: 'waiting' } },
];
const OF_CONDITION: readonly Option[] = [
  { words: 'Any', sets: {} },
  { words: 'Down', sets: { condition: 'down' } },
  ...CONDITIONS.map((condition): Option => ({ words: CONDITION_CHIPS[condition].word, sets: { condition } })),
];

type Picture = Pick<Snapshot, 'updates' | 'rings' | 'matrix' | 'sectorName'>;

/** What can be chosen, and what is; what only the address can say is among it. */
export function prepareChoices(filter: DeviceFilter, snapshot: Picture): Choice[] {
  const byValue = (label: string, name: 'update' | 'ring' | 'sector' | 'region' | 'site', known: readonly string[]) => {
    const value = filter[name];
    const values = value === undefined || known.includes(value) ? known : [...known, value];
    const words = (each: string) =>
      name === 'update' ? (snapshot.updates.find(({ id }) => id === each)?.name ?? nameOf(snapshot, each)) : each;
    const options = [
      { words: 'Any', sets: {} },
      ...values.map((each) => ({ words: words(each), sets: { [name]: each } })),
    ];
    return { key: name, label, options, chosen: value === undefined ? 0 : values.indexOf(value) + 1 };
  };
  const choices = [
    byValue(
      'Update',
      'update',
      snapshot.updates.map(({ id }) => id),
    ),
    standing(filter),
    byValue(
      'Ring',
      'ring',
      snapshot.rings.map(({ ring }) => ring),
    ),
    byValue(
      snapshot.sectorName,
      'sector',
      snapshot.matrix.map(({ sector }) => sector),
    ),
    byValue('Region', 'region', []),
    byValue('Site', 'site', []),
  ];
  return choices.filter(({ options }) => options.length > 1);
}

function standing({ update, condition, stage, outcome }: DeviceFilter): Choice {
  const [label, known] = update === undefined ? ['Condition', OF_CONDITION] : ['Stands', STANDINGS];
  const holds = ({ sets }: Option) => sets.condition === condition && sets.stage === stage && sets.outcome === outcome;
  const found = known.findIndex(holds);
  if (found !== -1) return { key: 'standing', label, options: known, chosen: found };
  const words = [stage, outcome].map(
    (each) => STANDINGS.find(({ sets }) => (sets.stage ?? sets.outcome) === each)?.words,
  );
  const sets = { ...(stage && { stage }), ...(outcome && { outcome }) };
  return { key: 'standing', label, options: [...known, { words: words.join(', '), sets }], chosen: known.length };
}

/** The filter after one has chosen so. */
export function choose(filter: DeviceFilter, choice: Choice, option: Option): DeviceFilter {
  const next: DeviceFilter = { ...filter };
  for (const name of choice.options.flatMap(({ sets }) => Object.keys(sets)) as (keyof DeviceFilter)[])
    delete next[name];
  Object.assign(next, option.sets);
  if ((next.update === undefined) === (filter.update === undefined)) return next;
  // Being down is being down, with an update and without.
  const { stage: _, outcome, condition, ...rest } = next;
  if (next.update === undefined) return { ...rest, ...(outcome && outcome !== 'recovered' && { condition: outcome }) };
  const kept = z.safeParse(z.enum(['down', 'looping', 'silent']), condition);
  return { ...rest, ...(kept.success && { outcome: kept.data }) };
}
