import { useCallback, useEffect } from 'react';
import { useBoard } from '../app/board.ts';
import { useAddress } from '../app/use-address.ts';
import { useView } from '../app/use-view.ts';
import { writeView } from '../app/view.ts';
import { reconcile } from '../pause/pause-store.ts';
import { useUpdateList } from '../queries/updates-query.ts';
import { BesidePicture } from '../shell/beside-picture.tsx';
import { UpdatesList } from './updates-list.tsx';

/** Every update there is, the suspected first. */
export function UpdatesScreen() {
  const board = useBoard();
  const { query, stay } = useAddress();
  const q = new URLSearchParams(query).get('q') ?? '';
  const view = useView();
  const list = useUpdateList(q);
  const { updates, answer } = list;
  const arrived = answer?.arrived;
  useEffect(() => {
    if (!arrived) return;
    reconcile(board.pauses, { arrived, holdsOn: (id) => updates.find((update) => update.id === id)?.holds });
  }, [board, updates, arrived]);
  const filter = useCallback(
    (text: string) => stay(writeView(view, text === '' ? '' : `?${new URLSearchParams({ q: text })}`)),
    [view, stay],
  );
  return (
    <BesidePicture title="Updates" answer={answer}>
      {(snapshot, asOf) => <UpdatesList snapshot={snapshot} asOf={asOf} list={list} q={q} onFilter={filter} />}
    </BesidePicture>
  );
}
