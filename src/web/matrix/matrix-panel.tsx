import { memo, type ReactNode, useId, useMemo, useState } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { percent } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import { nameOf } from '../updates/prepare-update-row.ts';
import { type Cell, HEAT_STEPS, type MatrixPicture, prepareMatrix } from './prepare-matrix.ts';

/** Sectors shown before "Show all". */
const SHORT = 9;

export const MatrixPanel = memo(function MatrixPanel({ snapshot }: { snapshot: Snapshot }) {
  const { sectorName, focus } = snapshot;
  return (
    <MatrixOf
      picture={snapshot}
      title={`${sectorName} × ring${focus === null ? '' : `, ${nameOf(snapshot, focus)}`}`}
      empty={
        focus === null
          ? 'Nothing to compare yet: no update is rolling out.'
          : `No device says which ${sectorName.toLowerCase()} it serves. The label “sector” does.`
      }
    />
  );
});

interface Props {
  picture: MatrixPicture;
  title: string;
  /** Said where there is no row. */
  empty: string;
  /** What the matrix shows, in a sentence above it. */
  children?: ReactNode;
}

/** Share down by sector and ring. */
export function MatrixOf({ picture, title, empty, children }: Props) {
  const { sectorName, threshold } = picture;
  const heading = useId();
  const [all, setAll] = useState(false);
  const matrix = useMemo(() => prepareMatrix(picture), [picture]);
  const rows = all ? matrix.rows : matrix.rows.slice(0, SHORT);
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <span className="note">% down (looping + silent), n checked</span>
        <AsOf />
      </header>
      <div className="body matrix">
        {children}
        {matrix.rows.length === 0 ? (
          <p className="none-yet">{empty}</p>
        ) : (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className="scroll scrolls pinned" tabIndex={0} aria-label={`${title}, table`}>
              <table className="mx">
                <thead>
                  <tr>
                    <th scope="col">{sectorName}</th>
                    {matrix.rings.map((ring) => (
                      <th key={ring} scope="col" title={ring}>
                        {ring}
                      </th>
                    ))}
                    <th scope="col">All rings</th>
                  </tr>
                </thead>
                <tbody>
                  {[...rows, matrix.totals].map((row) => (
                    <tr key={row.sector}>
                      <th scope="row">{row.sector}</th>
                      {row.cells.map((cell, index) => (
                        <MatrixCell key={matrix.rings[index]} cell={cell} total={row === matrix.totals} />
                      ))}
                      <MatrixCell cell={row.total} total />
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            <div className="key">
              <Step heat={0} words={`under ${percent(threshold)}`} />
              <Step heat={1} words={`to ${percent(HEAT_STEPS[0])}`} />
              <Step heat={2} words={`to ${percent(HEAT_STEPS[1])}`} />
              <Step heat={3} words={`to ${percent(HEAT_STEPS[2])}`} />
              <Step heat={4} words="more" />
              <span>
                <i className="hatch" />
                unknown
              </span>
              {matrix.rows.length > SHORT && (
                <button type="button" className="link-button end" onClick={() => setAll(!all)}>
                  {all ? `Show ${SHORT}` : `Show all ${matrix.rows.length}`}
                </button>
              )}
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function Step({ heat, words }: { heat: number; words: string }) {
  return (
    <span>
      <i className={`h${heat}`} />
      {words}
    </span>
  );
}

function MatrixCell({ cell, total }: { cell: Cell; total: boolean }) {
  if (cell.kind === 'unknown') {
    return (
      <td className="un" title={cell.title}>
        <span>
          {cell.word} {cell.n && <small>{cell.n}</small>}
        </span>
      </td>
    );
  }
  return (
    <td className={total ? 'tot' : `h${cell.heat}`} title={cell.title}>
      <span>
        <b>{cell.text}</b> <small>{cell.n}</small>
      </span>
    </td>
  );
}
