import { useId } from 'react';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { AsOf } from '../live/as-of.tsx';
import { prepareGrounds } from './prepare-grounds.ts';

/** Evidence, rate, culprit and blast radius, side by side. */
export function GroundsPanel({ update }: { update: UpdateDetail }) {
  const heading = useId();
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>What the verdict rests on</h2>
        <AsOf />
      </header>
      <dl className="body grounds">
        {prepareGrounds(update).map(({ term, figure, number, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <b>{figure}</b> {number !== '' && <span className="number">{number}</span>}
              <p>{text}</p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
