import { useCallback, useMemo } from 'react';
import type { DeviceFilter } from '#contract/device.ts';
import { placeOfDevices } from '../app/places.ts';
import { useAddress } from '../app/use-address.ts';
import { useView } from '../app/use-view.ts';
import { writeView } from '../app/view.ts';
import { useDeviceList } from '../queries/devices-query.ts';
import { BesidePicture } from '../shell/beside-picture.tsx';
import { readFilter } from './device-filter.ts';
import { DevicesList } from './devices-list.tsx';

/** Devices by what they do, where they are, and how they stand with an update. */
export function DevicesScreen() {
  const { query, stay } = useAddress();
  const view = useView();
  const filter = useMemo(() => readFilter(query), [query]);
  const list = useDeviceList(filter);
  const change = useCallback(
    (next: DeviceFilter) => stay(writeView(view, placeOfDevices(next).split('?')[1])),
    [view, stay],
  );
  return (
    <BesidePicture title="Devices" answer={list.answer}>
      {(snapshot, asOf) => (
        <main id="main" tabIndex={-1}>
          <DevicesList snapshot={snapshot} asOf={asOf} list={list} filter={filter} onFilter={change} />
        </main>
      )}
    </BesidePicture>
  );
}
