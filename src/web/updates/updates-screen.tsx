import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useBoard } from '../app/board.ts';
import { reconcile } from '../pause/pause-store.ts';
import { useUpdateList } from '../queries/updates-query.ts';
import { BesidePicture } from '../shell/beside-picture.tsx';
import { UpdatesList } from './updates-list.tsx';

const route = getRouteApi('/updates');

/** Every update there is, strongest evidence first. */
export function UpdatesScreen() {
  const board = useBoard();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useUpdateList(q);
  const { updates } = list;
  useEffect(() => {
    reconcile(board.pauses, (id) => updates.find((update) => update.id === id)?.holds);
  }, [board, updates]);
  const filter = useCallback(
    (text: string) =>
      void navigate({
        search: ({ q: _, ...view }) => (text === '' ? view : { ...view, q: text }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <BesidePicture title="Updates" answer={list.answer}>
      {(snapshot, asOf) => <UpdatesList snapshot={snapshot} asOf={asOf} list={list} q={q} onFilter={filter} />}
    </BesidePicture>
  );
}
