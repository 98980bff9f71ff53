import { useId } from 'react';
import type { UpdateDetail } from '#contract/update-detail.ts';
import { useView } from '../app/use-view.ts';
import { Icon } from '../icons/icon.tsx';
import { AsOf } from '../live/as-of.tsx';
import { sayInstalls } from '../verdict/say-installs.ts';
import { sayHold } from './say-holds.ts';

/** Who stopped it, where and why; and whether devices show that it works. */
export function HoldsPanel({ update }: { update: UpdateDetail }) {
  const heading = useId();
  const { tz } = useView();
  const { holds, asOf } = update;
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Holds</h2>
        <span className="note">the update goes to a ring only where none stands</span>
        <AsOf />
      </header>
      <div className="body">
        {holds.length === 0 ? (
          <p className="says">None. The gate lets it go to every ring.</p>
        ) : (
          <>
            <ul className="holds">
              {holds.map((hold) => (
                <li key={hold.id}>
                  <Icon name="hold" />
                  <p>
                    {sayHold(hold, asOf, tz)}
                    {hold.reason === null ? <em> No reason given yet.</em> : <q>{hold.reason}</q>}
                  </p>
                </li>
              ))}
            </ul>
            <p className="says">{sayInstalls(update, asOf, tz)}</p>
          </>
        )}
      </div>
    </section>
  );
}
