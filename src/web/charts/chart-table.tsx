import { useState } from 'react';
import { useView } from '../app/view.ts';
import { percentFigure } from '../format/number.ts';
import { when } from '../format/time.ts';
import type { ChartModel } from './prepare-chart.ts';

interface Props {
  model: ChartModel;
  /** What the table shows, in a word. */
  name: string;
  caption: string;
}

/** The numbers behind a chart, newest first; made only when somebody opens it. */
export function ChartTable({ model, name, caption }: Props) {
  const { tz } = useView();
  const [open, setOpen] = useState(false);
  return (
    <details className="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table: {name}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="scroll-y" tabIndex={0} aria-label={caption}>
          <table className="tbl">
            <caption className="vh">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">Time</th>
                {model.lines.map((line) => (
                  <th key={line.ring} scope="col" className="num">
                    {line.ring}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {model.rows.toReversed().map((row) => (
                <tr key={row.at}>
                  <th scope="row">{when(row.at, model.to, tz)}</th>
                  {model.lines.map((line) => {
                    const share = row[line.solid] ?? row[line.dotted] ?? null;
                    return (
                      <td key={line.ring} className="num">
                        {share === null ? 'no data' : `${percentFigure(share)}\u00a0%`}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
