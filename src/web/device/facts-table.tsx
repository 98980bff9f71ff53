import { type ReactNode, useId } from 'react';
import { AsOf } from '../live/as-of.tsx';

interface Props {
  title: string;
  head: readonly string[];
  /** Said where there is no row. */
  none: string;
  /** A cell for each column; the first names the row. */
  children: readonly (readonly ReactNode[])[];
}

/** A panel with one plain table. */
export function FactsTable({ title, head, none, children }: Props) {
  const id = useId();
  return (
    <section className="panel data" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <AsOf />
      </header>
      <div className="body flush">
        {children.length === 0 ? (
          <p className="none-yet">{none}</p>
        ) : (
          <table className="tbl stack">
            <thead>
              <tr>
                {head.map((word) => (
                  <th key={word} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {children.map((cells, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a device have no name, and stand in the order of time
                <tr key={row}>
                  {cells.map((cell, column) => (
                    <td key={head[column]} data-l={column === 0 ? undefined : head[column]}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
