import { useState } from 'react';
import { useView } from '../app/use-view.ts';
import type { CsvRow } from '../format/csv.ts';
import { when } from '../format/time.ts';
import { CsvButton } from '../shell/csv-button.tsx';

interface Props {
  /** What the table shows, in a word. */
  name: string;
  caption: string;
  columns: readonly Column[];
  /** Oldest first; a cell for each column. Asked for when somebody opens it. */
  rows: () => readonly TableRow[];
}

interface Column {
  title: string;
  /** What copied values are in; null where they are words. */
  unit: string | null;
}

interface TableRow {
  at: number;
  /** As it is read, and as it is copied. */
  cells: readonly { text: string; value: number | string | null }[];
}

/** The numbers behind a chart, newest first; made only when somebody opens it. */
export function ChartTable({ name, caption, columns, rows }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {open ? 'Hide table' : 'Show as table'}: {name}
      </summary>
      {open && (
        <>
          <CsvButton name={name} rows={() => toCsvRows(columns, rows())} />
          <Numbers caption={caption} columns={columns} rows={rows()} />
        </>
      )}
    </details>
  );
}

/** Times as ISO 8601 in UTC, whatever the zone on the screen. */
const toCsvRows = (columns: readonly Column[], rows: readonly TableRow[]): CsvRow[] => [
  ['time', ...columns.map(({ title, unit }) => (unit === null ? title : `${title}, ${unit}`))],
  ...rows.map(({ at, cells }) => [new Date(at).toISOString(), ...cells.map(({ value }) => value)]),
];

interface NumbersProps {
  caption: string;
  columns: readonly Column[];
  rows: readonly TableRow[];
}

function Numbers({ caption, columns, rows }: NumbersProps) {
  const { tz } = useView();
  const newest = rows.at(-1)?.at ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-y" tabIndex={0} aria-label={`${caption}, table`}>
      <table className="tbl">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col" className="num">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ at, cells }) => (
            <tr key={at}>
              <th scope="row">{when(at, newest, tz)}</th>
              {columns.map(({ title }, index) => (
                <td key={title} className="num">
                  {cells[index]?.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
