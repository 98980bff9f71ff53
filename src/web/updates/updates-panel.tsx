import { memo, useId, useRef, useState } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { count } from '../format/number.ts';
import { AsOf, useBasedOn } from '../live/as-of.tsx';
import { LiftSheet } from '../pause/lift-sheet.tsx';
import { PauseSheet } from '../pause/pause-sheet.tsx';
import { keepOrder } from './keep-order.ts';
import { UpdateRow } from './update-row.tsx';

/** The updates rolling out, strongest evidence first; rows hold still while the pointer or focus is among them. */
export const UpdatesPanel = memo(function UpdatesPanel({ snapshot }: { snapshot: Snapshot }) {
  const heading = useId();
  const basedOn = useBasedOn();
  const [open, setOpen] = useState<{ update: string; sheet: 'pause' | 'lift' } | null>(null);
  const rows = useSteadyRows(snapshot.updates);
  const { updateCount } = snapshot;
  const hidden = updateCount - snapshot.updates.length;
  const chosen = snapshot.updates.find((update) => update.id === open?.update);
  const close = () => setOpen(null);
  return (
    <section className="panel data" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>Updates rolling out</h2>
        <span className="note">strongest evidence first; looping and silent of all exposed</span>
        <AsOf />
        <span className="note end">
          {hidden > 0
            ? `${count(snapshot.updates.length)} of ${count(updateCount)}`
            : updateCount > 0 && `all ${count(updateCount)}`}
        </span>
      </header>
      <div className="body flush">
        {snapshot.updates.length === 0 ? (
          <p className="none-yet">No device has reported an update yet. One appears here with its first install.</p>
        ) : (
          <table className="tbl stack updates" {...rows.handlers}>
            <thead>
              <tr>
                <th scope="col">Update</th>
                <th scope="col">Rings</th>
                <th scope="col" className="num">
                  Exposed
                </th>
                <th scope="col" className="num">
                  Looping
                </th>
                <th scope="col" className="num">
                  Silent
                </th>
                <th scope="col">Evidence against it</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="vh">Action</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.list.map((update) => (
                <UpdateRow
                  key={update.id}
                  update={update}
                  snapshot={snapshot}
                  onPause={() => setOpen({ update: update.id, sheet: 'pause' })}
                  onLift={() => setOpen({ update: update.id, sheet: 'lift' })}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {chosen && open?.sheet === 'pause' && <PauseSheet update={chosen} basedOn={basedOn} onClose={close} />}
      {chosen && open?.sheet === 'lift' && <LiftSheet update={chosen} basedOn={basedOn} onClose={close} />}
    </section>
  );
});

function useSteadyRows(updates: readonly UpdateSummary[]) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const order = useRef<string[]>([]);
  const list = pointed || focused ? keepOrder(order.current, updates) : [...updates];
  order.current = list.map((update) => update.id);
  return {
    list,
    handlers: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
