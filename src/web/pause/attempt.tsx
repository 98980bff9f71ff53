import { useBoard } from '../app/board.ts';
import { ageBetween, instant } from '../live/instant.ts';
import { useTicking } from '../live/use-ticking.ts';
import { INSIST_FOR_MS } from './insist.ts';
import type { Intent } from './pause-store.ts';

/** How a pause that is on its way gets on. */
export function Attempt({ intent }: { intent: Intent }) {
  const board = useBoard();
  const leftSec = useTicking(() => Math.ceil((INSIST_FOR_MS - ageBetween(intent.since, instant(board))) / 1000));
  if (intent.attempt === 1) return <span>Sending…</span>;
  return (
    <>
      <span className="vh">No answer yet. It is tried again for {INSIST_FOR_MS / 1000} s.</span>
      <span aria-hidden="true">
        No answer yet: try {intent.attempt}, for {Math.max(0, leftSec)} s more.
      </span>
    </>
  );
}
