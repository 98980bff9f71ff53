import { memo, useId, useMemo } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { placeOfDevices } from '../app/places.ts';
import { useView } from '../app/use-view.ts';
import { count } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import { StatusChip } from '../rings/status-chip.tsx';
import { nameOf } from '../updates/prepare-update-row.ts';
import { downIn, prepareSignatures, sayReported } from './prepare-signatures.ts';

export const SignaturesPanel = memo(function SignaturesPanel({ snapshot }: { snapshot: Snapshot }) {
  const heading = useId();
  const { tz } = useView();
  const { focus, signatures } = snapshot;
  const name = focus === null ? null : nameOf(snapshot, focus);
  const rows = useMemo(() => prepareSignatures(snapshot, name, tz), [snapshot, name, tz]);
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Crash signatures of devices down now</h2>
        <span className="note">{signatures.length > 0 && sayReported(signatures)}</span>
        <AsOf />
        {signatures.length > 0 && (
          <PlaceLink to={placeOfDevices({ condition: 'down' })} className="end">
            All {count(downIn(signatures))}
          </PlaceLink>
        )}
      </header>
      <div className="body flush">
        {rows.length === 0 ? (
          <p className="none-yet">No device is down.</p>
        ) : (
          <table className="tbl stack signatures">
            <thead>
              <tr>
                <th scope="col">Faulting module</th>
                <th scope="col" className="num">
                  Devices
                </th>
                <th scope="col">
                  <span className="vh">Share of devices down</span>
                </th>
                <th scope="col" className="num">
                  First seen
                </th>
                <th scope="col">{name === null ? '' : `Link to ${name}`}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <td>
                    {row.module === null ? <b>No crash report</b> : <b className="mono">{row.module}</b>}
                    <span className="sub">{row.words}</span>
                  </td>
                  <td className="num" data-l="Devices">
                    {count(row.devices)}
                  </td>
                  <td className="share" data-l="Share of devices down">
                    <div className="hbar">
                      <i className={row.silent ? 'silent' : 'bad'} style={{ width: `${row.share * 100}%` }} />
                    </div>
                  </td>
                  <td className="num nw" data-l="First seen">
                    {row.firstSeen}
                  </td>
                  <td className="full" data-l={name === null ? undefined : `Link to ${name}`}>
                    {row.link && <StatusChip chip={row.link} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
});
