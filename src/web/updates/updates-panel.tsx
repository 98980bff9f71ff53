import { memo, useId } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import { PlaceLink } from '../app/place-link.tsx';
import { UPDATES } from '../app/places.ts';
import { count } from '../format/number.ts';
import { AsOf } from '../live/as-of.tsx';
import { UpdatesTable } from './updates-table.tsx';

/** The updates rolling out, the suspected first. */
export const UpdatesPanel = memo(function UpdatesPanel({ snapshot }: { snapshot: Snapshot }) {
  const heading = useId();
  const { updates, updateCount } = snapshot;
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Updates rolling out</h2>
        <span className="note">suspected first, then the newest; looping and silent of all exposed</span>
        <AsOf />
        {updateCount > 0 && (
          <PlaceLink to={UPDATES} className="end">
            All {count(updateCount)}
          </PlaceLink>
        )}
      </header>
      <div className="body flush">
        {updates.length === 0 ? (
          <p className="none-yet">No device has reported an update yet. One appears here with its first install.</p>
        ) : (
          <UpdatesTable updates={updates} snapshot={snapshot} />
        )}
      </div>
    </section>
  );
});
