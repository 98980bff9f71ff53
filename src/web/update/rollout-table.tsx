import { useId } from 'react';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { useView } from '../app/use-view.ts';
import { percent } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import { FactBar } from '../rings/fact-row.tsx';
import { RingMark } from '../rings/ring-mark.tsx';
import { StatusChip } from '../rings/status-chip.tsx';
import { type Cell, prepareRollout, type RolloutRow } from './prepare-rollout.ts';

const COUNTS = [
  ['Exposed', 'exposed'],
  ['Being checked', 'pending'],
  ['Checked', 'checked'],
  ['Looping', 'looping'],
  ['Silent', 'silent'],
  ['Recovered', 'recovered'],
] as const satisfies readonly (readonly [string, keyof RolloutRow])[];

/** The rollout ring by ring: planned and actual, and where the devices stand. */
export function RolloutTable({ update }: { update: UpdateDetail }) {
  const { tz } = useView();
  const heading = useId();
  const { rows, total, scale } = prepareRollout(update, { asOf: update.asOf, zone: tz });
  const isHeld = update.rings.some(({ installsAfterHold }) => installsAfterHold !== null);
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Rollout across rings</h2>
        <span className="note">
          planned and actual; interval bars 0–{percent(scale)}
          {update.expectedShare !== null && `, tick: ${percent(update.expectedShare)} expected`}
        </span>
        <AsOf />
      </header>
      <div className="body flush">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="scrolls pinned" tabIndex={0} aria-label="Rollout across rings, table">
          <table className="tbl stack rollout-table">
            <thead>
              <tr>
                <th scope="col">Ring</th>
                <th scope="col">Planned</th>
                <th scope="col">First install</th>
                {COUNTS.map(([word, key]) => (
                  <th key={word} scope="col" className={`num ${key}`}>
                    {word}
                  </th>
                ))}
                <th scope="col" className="share">
                  Down of checked, 95 % interval
                </th>
                <th scope="col" className="state">
                  State
                </th>
                {isHeld && (
                  <th scope="col" className="num">
                    Installs after the pause
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {[...rows, total].map((row) => (
                <Row key={row.ring} row={row} isHeld={isHeld} />
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </section>
  );
}

function Row({ row, isHeld }: { row: RolloutRow; isHeld: boolean }) {
  const isTotal = row.index < 0;
  return (
    <tr className={isTotal ? 'total' : undefined}>
      <th scope="row" title={row.ring}>
        {!isTotal && <RingMark index={row.index} />}
        {row.ring}
      </th>
      <Figures label="Planned" cell={row.planned} />
      <Figures label="First install" cell={row.began} />
      {COUNTS.map(([word, key]) => (
        <Figures key={key} label={word} cell={row[key]} numeric />
      ))}
      <td data-l="Down of checked, 95 % interval" className="share w">
        <span className="word">
          {row.share.value}
          {row.share.of !== '' && <span className="sec"> · {row.share.of}</span>}
        </span>
        <span aria-hidden="true">
          <FactBar bar={row.bar} />
        </span>
      </td>
      <td className="state">{row.chip && <StatusChip chip={row.chip} />}</td>
      {isHeld && <Figures label="Installs after the pause" cell={row.after} numeric />}
    </tr>
  );
}

function Figures({ label, cell, numeric = false }: { label: string; cell: Cell; numeric?: boolean }) {
  if (cell.value === '') return <td className={numeric ? 'num' : undefined} />;
  return (
    <td data-l={label} className={numeric ? 'num' : undefined}>
      <span className="word">{cell.value}</span>
      {cell.of !== '' && <span className="sub">{cell.of}</span>}
    </td>
  );
}
