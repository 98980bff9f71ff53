import type { DeviceDetail } from '#contract/device.ts';
import { MAX_DEVICE_REPORTS } from '#contract/limits.ts';
import type { Snapshot } from '#contract/snapshot.ts';
import { useArrival } from '../app/arrival.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { placeOfUpdate } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { clockSeconds, day, duration, type Zone } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { AsOf } from '../live/as-of.tsx';
import { StatusChip } from '../rings/status-chip.tsx';
import { nameOf } from '../updates/prepare-update-row.ts';
import { CONDITION_CHIPS, RECOVERED } from './condition-chips.ts';
import { FactsTable } from './facts-table.tsx';
import { prepareReports, type Repeated } from './prepare-reports.ts';

interface Props {
  device: DeviceDetail;
  snapshot: Snapshot;
  /** Fleet clock now. */
  asOf: number;
}

const NEVER = '–';
const STAGES = {
  waiting: 'waiting for a restart',
  pending: 'being checked',
  checked: 'checked',
  censored: 'switched off before it was due',
} as const satisfies Record<DeviceDetail['updates'][number]['stage'], string>;
/** What counts of a device that was checked is how it stands now. */
const CHECKED: Partial<Record<DeviceDetail['condition'], string>> = {
  healthy: 'checked, and up',
  looping: 'checked, and down now',
  silent: 'checked, and down now',
};

function sayTrial(
  { stage, dueAt, reverted }: DeviceDetail['updates'][number],
  condition: DeviceDetail['condition'],
  zone: Zone,
) {
  if (reverted) return 'went back from it';
  const words = (stage === 'checked' && CHECKED[condition]) || STAGES[stage];
  return dueAt === null ? words : `${words}, verdict due ${time(dueAt, zone)}`;
}

const time = (ms: number | null, zone: Zone): string =>
  ms === null ? NEVER : `${day(ms, zone)} ${clockSeconds(ms, zone)}`;

export function DevicePanels({ device, snapshot, asOf }: Props) {
  // The heading that stood here before the answer came went with its focus.
  useArrival();
  const { tz } = useView();
  const name = (id: string) => nameOf(snapshot, id);
  const sayRepeated = ({ times, since }: Repeated, isCut: boolean) =>
    isCut ? `${times} times or more, since ${time(since, tz)} or longer` : `${times} times since ${time(since, tz)}`;
  const { condition, recovered, downSince, lastHeardAt, lastCrash } = device;
  const heard = lastHeardAt === null ? 'never heard from' : `last heard ${duration(asOf - lastHeardAt)} ago`;
  return (
    <main id="main" tabIndex={-1}>
      <section className="panel data device" aria-labelledby="h-device">
        <header>
          <h1 id="h-device">{device.device}</h1>
          <StatusChip chip={CONDITION_CHIPS[condition]} />
          {recovered && <StatusChip chip={RECOVERED} />}
          <AsOf />
        </header>
        <div className="body">
          <p className="says">
            {device.why} {downSince === null ? '' : `Down since ${time(downSince, tz)}, ${heard}.`}
          </p>
          <dl className="facts2">
            {Object.entries(device.labels).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            <div>
              <dt>last heard</dt>
              <dd>{time(lastHeardAt, tz)}</dd>
            </div>
            <div>
              <dt>last crash</dt>
              <dd>
                {lastCrash
                  ? `${lastCrash.code}, ${lastCrash.module ?? 'module not named'}, ${time(lastCrash.at, tz)}`
                  : 'none known'}
              </dd>
            </div>
          </dl>
        </div>
      </section>
      <div className="cols">
        <div className="column">
          <FactsTable
            title="Updates on it"
            none="It has reported no update."
            head={['Update', 'Installed', 'Active since', 'Its trial']}
          >
            {device.updates.map((each) => [
              <PlaceLink key={each.update} to={placeOfUpdate(each.update)}>
                {name(each.update)}
              </PlaceLink>,
              time(each.installedAt, tz),
              time(each.activatedAt, tz),
              sayTrial(each, condition, tz),
            ])}
          </FactsTable>
          <FactsTable title="Boots" none="No boot of it is known." head={['Started', 'Completed', 'Last heard']}>
            {device.boots.map(({ startedAt, completedAt, heardAt }) => [
              time(startedAt, tz),
              completedAt === null ? 'not completed' : time(completedAt, tz),
              time(heardAt, tz),
            ])}
          </FactsTable>
        </div>
        <section className="panel data" aria-labelledby="h-reports">
          <header>
            <h2 id="h-reports">Last reports</h2>
            <span className="note">
              newest first; the last {MAX_DEVICE_REPORTS} heartbeats and {MAX_DEVICE_REPORTS} others
            </span>
            <AsOf />
          </header>
          <div className="body">
            {device.reports.length === 0 && (
              <p className="none-yet">It is listed in the inventory and has reported nothing.</p>
            )}
            <ol className="tl">
              {prepareReports(device.reports, name).map(({ at, icon, words, repeated, isCut }, nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice in a millisecond
                <li key={`${at} ${nth}`}>
                  <time dateTime={new Date(at).toISOString()}>{time(at, tz)}</time>
                  <Icon name={icon} />
                  <p>
                    {words}
                    {repeated && <small> · {sayRepeated(repeated, isCut)}</small>}
                  </p>
                </li>
              ))}
            </ol>
          </div>
        </section>
      </div>
    </main>
  );
}
