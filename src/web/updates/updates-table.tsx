import { useLayoutEffect, useRef, useState } from 'react';
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
  const chosen = useLastKnown(updates, open?.update);
  const close = () => setOpen(null);
  return (
    <>
      <table ref={rows.ref} className="tbl stack updates" {...rows.handlers}>
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
  const ref = useRef<HTMLTableElement>(null);
  // Of focus that went with its row no blur tells.
  useLayoutEffect(() => {
    if (focused && !ref.current?.contains(document.activeElement)) setFocused(false);
  });
  const list = pointed || focused ? keepOrder(order.current, updates) : [...updates];
  order.current = list.map((update) => update.id);
  return {
    list,
    ref,
    handlers: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}

/** What somebody decides about stays, also when it leaves the list meanwhile. */
function useLastKnown(updates: readonly UpdateSummary[], id: string | undefined): UpdateSummary | undefined {
  const last = useRef<UpdateSummary>(undefined);
  last.current = updates.find((update) => update.id === id) ?? (last.current?.id === id ? last.current : undefined);
  return last.current;
}
