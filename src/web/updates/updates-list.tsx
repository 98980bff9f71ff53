import type { Snapshot } from '#contract/snapshot.ts';
import type { CsvRow } from '../format/csv.ts';
import { count, plural } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import type { UpdateList } from '../queries/updates-query.ts';
import { NOT_ANSWERED } from '../shell/beside-picture.tsx';
import { CsvButton } from '../shell/csv-button.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { exposedOf } from '../verdict/update-names.ts';
import { FilterField } from './filter-field.tsx';
import { UpdatesTable } from './updates-table.tsx';

interface Props {
  snapshot: Snapshot;
  /** Fleet clock. */
  asOf: number;
  list: UpdateList;
  /** What the list is filtered by; '' for all. */
  q: string;
  onFilter: (text: string) => void;
}

/** The whole list, and a field that narrows it. */
export function UpdatesList({ snapshot, asOf, list, q, onFilter }: Props) {
  const { updates, more } = list;
  return (
    <main id="main" tabIndex={-1}>
      <section className="panel data listing" aria-labelledby="h-list">
        <header>
          <h1 id="h-list">Updates</h1>
          <span className="note">suspected first, then the newest; looping and silent of all exposed</span>
          <AsOf />
          <span className="end tools">
            <FilterField q={q} onFilter={onFilter} />
            <CsvButton name="updates" rows={() => csvOf(updates, asOf)} />
          </span>
        </header>
        <div className="body flush">
          {updates.length === 0 ? (
            <p className="none-yet">{list.answer ? sayNone(q, snapshot.updateCount) : sayWaiting(list.isError)}</p>
          ) : (
            <UpdatesTable updates={updates} snapshot={snapshot} />
          )}
          <ListEnd more={more} isFetchingMore={list.isFetchingMore} hidden={!list.answer}>
            {q === '' ? `${count(updates.length)} of ${count(snapshot.updateCount)}` : plural(updates.length, 'update')}
          </ListEnd>
        </div>
      </section>
    </main>
  );
}

const sayWaiting = (isSilent: boolean): string => (isSilent ? NOT_ANSWERED : 'Asking the server.');

const sayNone = (q: string, all: number): string =>
  q === ''
    ? 'No device has reported an update yet, and none was announced. One appears here with its first install.'
    : `No update has “${q}” in its name or id, of ${plural(all, 'update')}.`;

function csvOf(updates: UpdateList['updates'], asOf: number): CsvRow[] {
  const time = new Date(asOf).toISOString();
  const head = [
    'as of',
    'id',
    'name',
    'judgement',
    'exposed',
    'checked',
    'looping',
    'silent',
    'recovered',
    'without',
    'paused',
  ];
  return [
    head,
    ...updates.map((update) => [
      time,
      update.id,
      update.name,
      update.judgement,
      exposedOf(update),
      update.counts.checked,
      update.counts.looping,
      update.counts.silent,
      update.counts.recovered,
      update.without,
      update.holds.length > 0 ? 'yes' : 'no',
    ]),
  ];
}
