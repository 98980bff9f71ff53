import type { DeviceSummary } from '#contract/device.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { placeOfDevice } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { CONDITION_CHIPS, RECOVERED } from '../device/condition-chips.ts';
import { when } from '../format/time.ts';
import { StatusChip } from '../rings/status-chip.tsx';

/** Called as the owner calls it. */
const SECTOR = 'Sector';
const HEAD = ['Device', 'Condition', 'Down since', 'Last heard', 'Ring', SECTOR, 'Region', 'Site'] as const;

interface Props {
  devices: readonly DeviceSummary[];
  sectorName: string;
  /** Fleet clock. */
  asOf: number;
}

/** A row for each device: what it does, since when, and where it is. */
export function DevicesTable({ devices, sectorName, asOf }: Props) {
  const { tz } = useView();
  const time = (ms: number | null) => (ms === null ? '–' : when(ms, asOf, tz));
  return (
    <table className="tbl stack devices">
      <thead>
        <tr>
          {HEAD.map((word) => (
            <th key={word} scope="col">
              {word === SECTOR ? sectorName : word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {devices.map(({ device, condition, recovered, downSince, lastHeardAt, labels }) => (
          <tr key={device}>
            <td className="id">
              <PlaceLink to={placeOfDevice(device)}>{device}</PlaceLink>
            </td>
            <td>
              <StatusChip chip={recovered ? RECOVERED : CONDITION_CHIPS[condition]} />
            </td>
            <td data-l="Down since" className="nw">
              {time(downSince)}
            </td>
            <td data-l="Last heard" className="nw">
              {time(lastHeardAt)}
            </td>
            <td data-l="Ring">{labels.ring ?? '–'}</td>
            <td data-l={sectorName}>{labels.sector ?? '–'}</td>
            <td data-l="Region">{labels.region ?? '–'}</td>
            <td data-l="Site">{labels.site ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
