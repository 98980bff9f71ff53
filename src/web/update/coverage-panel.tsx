import { useId } from 'react';
import type { Coverage } from '#contract/update-detail.ts';
import { count, plural } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import { sayCoverage } from './say-coverage.ts';

/** What the first ring could not have shown, because only later rings have such devices. */
export function CoveragePanel({ coverage }: { coverage: Coverage }) {
  const heading = useId();
  const { gaps, more } = coverage;
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Coverage</h2>
        <span className="note">what the rings before could have shown</span>
        <AsOf />
      </header>
      <div className="body">
        <p className="says">{sayCoverage(coverage)}</p>
        {gaps.length > 1 && (
          <table className="tbl gaps">
            <caption className="vh">Values that only later rings have</caption>
            <thead>
              <tr>
                <th scope="col">Only in later rings</th>
                <th scope="col">First in</th>
                <th scope="col" className="num">
                  Devices there
                </th>
              </tr>
            </thead>
            <tbody>
              {gaps.map(({ label, value, ring, devices }) => (
                <tr key={`${label} ${value}`}>
                  <td>
                    <span className="kind">{label}</span> {value}
                  </td>
                  <td>{ring}</td>
                  <td className="num">{count(devices)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {more > 0 && <p className="says muted">and {plural(more, 'value')} with fewer devices</p>}
      </div>
    </section>
  );
}
