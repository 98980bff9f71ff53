import { useId } from 'react';
import type { UpdateSummary } from '#contract/update.ts';
import { useView } from '../app/use-view.ts';
import { AsOf } from '../live/as-of.tsx';
import { RingMark } from '../rings/ring-mark.tsx';
import { preparePropagation, type ReachRow } from './prepare-propagation.ts';
import { TargetList } from './target-list.tsx';

interface Props {
  update: UpdateSummary;
  /** Fleet clock. */
  asOf: number;
  /** Every ring of the fleet in rollout order. */
  order: readonly string[];
}

/** How far a pause has got: in a sentence, ring by ring, target by target. Nothing where no hold stands. */
export function PropagationPanel({ update, asOf, order }: Props) {
  const { tz } = useView();
  const title = useId();
  const propagation = preparePropagation(update, { asOf, zone: tz, order });
  if (!propagation) return null;
  return (
    <section className="panel data propagation" aria-labelledby={title}>
      <header>
        <h2 id={title}>How far the pause has got</h2>
        <span className="note">devices the update is meant for, by what they report</span>
        <AsOf />
      </header>
      <div className="body">
        <p className="says">{propagation.sentence}</p>
        <table className="tbl stack reach">
          <thead>
            <tr>
              <th scope="col">Ring</th>
              <th scope="col">
                <span className="vh">Shares</span>
              </th>
              <Head mark="had" words="Had it before" />
              <Head mark="late" words="After the pause" />
              <Head mark="hatch" words="Without it" />
              <th scope="col" className="num">
                Meant for
              </th>
            </tr>
          </thead>
          <tbody>
            {propagation.rows.map((row) => (
              <Reach key={row.ring} row={row} />
            ))}
          </tbody>
        </table>
        <h3 className="sub-title">Result per target</h3>
        <TargetList targets={propagation.targets} asOf={asOf} />
      </div>
    </section>
  );
}

function Head({ mark, words }: { mark: string; words: string }) {
  return (
    <th scope="col" className="num">
      <i className={`swatch ${mark}`} />
      {words}
    </th>
  );
}

const part = (share: number): string => `${(share * 100).toFixed(2)}%`;

function Reach({ row: { ring, index, before, after, without, targeted, shares } }: { row: ReachRow }) {
  return (
    <tr>
      <th scope="row" title={ring}>
        <RingMark index={index} />
        {ring}
      </th>
      <td className="share" aria-hidden="true">
        <div className="reach-bar">
          {shares && (
            <>
              <i className="had" style={{ width: part(shares.before) }} />
              {shares.after > 0 && <i className="late" style={{ width: part(shares.after) }} />}
              <i className="hatch" style={{ width: part(shares.without) }} />
            </>
          )}
        </div>
      </td>
      <td className="num" data-l="Had it before">
        {before}
      </td>
      <td className="num" data-l="After the pause">
        {after}
      </td>
      <td className="num" data-l="Without it">
        {without}
      </td>
      <td className="num" data-l="Meant for">
        {targeted}
      </td>
    </tr>
  );
}
