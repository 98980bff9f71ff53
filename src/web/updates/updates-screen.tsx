import { getRouteApi } from '@tanstack/react-router';
import { useUpdateList } from '../queries/updates-query.ts';
import { BesidePicture } from '../shell/beside-picture.tsx';
import { UpdatesList } from './updates-list.tsx';

const route = getRouteApi('/updates');

/** Every update there is, strongest evidence first. */
export function UpdatesScreen() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useUpdateList(q);
  const filter = (text: string) =>
    void navigate({
      search: ({ q: _, ...view }) => (text === '' ? view : { ...view, q: text }),
      replace: true,
      resetScroll: false,
    });
  return (
    <BesidePicture title="Updates" answer={list.answer} silent={list.isError}>
      {(snapshot) => <UpdatesList snapshot={snapshot} list={list} q={q} onFilter={filter} />}
    </BesidePicture>
  );
}
