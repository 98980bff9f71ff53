import { useId } from 'react';
import type { DeviceFilter } from '#contract/device.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import type { CsvRow } from '../format/csv.ts';
import { plural } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import type { DeviceList } from '../queries/devices-query.ts';
import { NOT_ANSWERED } from '../shell/beside-picture.tsx';
import { CsvButton } from '../shell/csv-button.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { choose, prepareChoices } from './device-filter.ts';
import { DevicesTable } from './devices-table.tsx';

interface Props {
  snapshot: Snapshot;
  /** Fleet clock. */
  asOf: number;
  list: DeviceList;
  filter: DeviceFilter;
  onFilter: (filter: DeviceFilter) => void;
}

/** The devices that match, and what they have to match. */
export function DevicesList({ snapshot, asOf, list, filter, onFilter }: Props) {
  const heading = useId();
  const { devices, more, answer } = list;
  const shown = plural(devices.length, 'device');
  return (
    <section className="panel data listing" aria-labelledby={heading}>
      <header>
        <h1 id={heading}>Devices</h1>
        <span className="note">in the order in which they were first seen</span>
        <AsOf />
        <span className="end tools">
          <CsvButton name={`${shown} shown`} rows={() => csvOf(devices, asOf)} />
        </span>
      </header>
      <form className="choices" aria-label="Which devices">
        {prepareChoices(filter, snapshot).map((choice) => (
          <label key={choice.key}>
            {choice.label}
            <select
              value={choice.chosen}
              onChange={({ target }) => {
                const option = choice.options[Number(target.value)];
                if (option) onFilter(choose(filter, choice, option));
              }}
            >
              {choice.options.map(({ words, sets }, nth) => (
                <option key={JSON.stringify(sets)} value={nth}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ))}
      </form>
      <div className="body flush" aria-busy={list.isOfBefore}>
        {devices.length === 0 ? (
          <p className="none-yet">{answer ? sayNone(filter) : list.isError ? NOT_ANSWERED : 'Asking the server.'}</p>
        ) : (
          <DevicesTable devices={devices} sectorName={snapshot.sectorName} asOf={asOf} />
        )}
        <ListEnd more={more} isFetchingMore={list.isFetchingMore} hidden={!answer}>
          {more ? `The first ${shown}` : shown}
        </ListEnd>
      </div>
    </section>
  );
}

const sayNone = (filter: DeviceFilter): string =>
  Object.keys(filter).length === 0
    ? 'No device has reported yet, and none is listed in the inventory.'
    : 'No device matches this now.';

function csvOf(devices: DeviceList['devices'], asOf: number): CsvRow[] {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const labels = [...new Set(devices.flatMap((device) => Object.keys(device.labels)))].toSorted();
  return [
    ['as of', 'device', 'condition', 'recovered', 'down since', 'last heard', ...labels],
    ...devices.map((device) => [
      iso(asOf),
      device.device,
      device.condition,
      device.recovered ? 'yes' : 'no',
      iso(device.downSince),
      iso(device.lastHeardAt),
      ...labels.map((label) => device.labels[label] ?? null),
    ]),
  ];
}
