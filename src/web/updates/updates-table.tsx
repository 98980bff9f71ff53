import { useRef, useState } from 'react';
import type { Snapshot } from '#contract/snapshot.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { useBasedOn } from '../live/as-of.tsx';
import { LiftSheet } from '../pause/lift-sheet.tsx';
import { PauseSheet } from '../pause/pause-sheet.tsx';
import { keepOrder } from './keep-order.ts';
import { type OpenSheet, UpdateRow } from './update-row.tsx';

interface Props {
  updates: readonly UpdateSummary[];
  /** Where the names of updates that explain others come from, and the threshold. */
  snapshot: Snapshot;
}

/** Updates with their button; rows hold still while the pointer or focus is among them. */
export function UpdatesTable({ updates, snapshot }: Props) {
  const basedOn = useBasedOn();
  const [open, setOpen] = useState<OpenSheet | null>(null);
  const rows = useSteadyRows(updates);
  const chosen = updates.find((update) => update.id === open?.update);
  const close = () => setOpen(null);
  return (
    <>
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
            <th scope="col" className="evidence">
              Evidence against it
            </th>
            <th scope="col" className="state">
              State
            </th>
            <th scope="col">
              <span className="vh">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.list.map((update) => (
            <UpdateRow key={update.id} update={update} snapshot={snapshot} onOpen={setOpen} />
          ))}
        </tbody>
      </table>
      {chosen && open?.sheet === 'pause' && <PauseSheet update={chosen} basedOn={basedOn} onClose={close} />}
      {chosen && open?.sheet === 'lift' && <LiftSheet update={chosen} basedOn={basedOn} onClose={close} />}
    </>
  );
}

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
