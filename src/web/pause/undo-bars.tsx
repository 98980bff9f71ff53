import { useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { focusHeading } from '../app/arrival.ts';
import { useBoard } from '../app/board.ts';
import { useCommands } from '../commands/commands.ts';
import { Icon } from '../icons/icon.tsx';
import { useTicking } from '../live/use-ticking.ts';
import { type Intent, placedAt } from './pause-store.ts';
import { endUndo } from './undo-pause.ts';
import { usePause } from './use-pause.ts';

/** Nobody reads what a bar says and decides about it in less time. */
const NOT_MEANT_MS = 500;

type Placed = Extract<Intent, { step: 'placed' }>;

/** Bottom left, for 10 s after a pause. It takes no focus, and keeps what it was given. */
export function UndoBars() {
  const intents = useStore(useBoard().pauses, (state) => state.intents);
  const undoable = Object.values(intents).filter(
    (intent): intent is Placed => intent.step === 'placed' && intent.undo !== 'over',
  );
  return (
    <section className="bars" aria-label="Undo">
      {undoable.map((intent) => (
        <UndoOne key={intent.update} intent={intent} />
      ))}
    </section>
  );
}

function UndoOne({ intent }: { intent: Placed }) {
  const board = useBoard();
  const { undo } = usePause();
  const { singleKeys } = useCommands();
  const leftSec = useTicking(() => Math.max(0, Math.ceil((intent.undoUntil - board.elapsed()) / 1000)));
  useEffect(() => {
    if (leftSec === 0) endUndo(board, intent.update);
  }, [leftSec, board, intent.update]);
  const sending = intent.undo === 'sending';
  // The second tap of a double tap on the pause may land here.
  const takeBack = () => {
    const offeredMs = board.elapsed() - placedAt(intent);
    if (offeredMs >= NOT_MEANT_MS) undo(intent.update);
  };
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const mine = bar.current;
    return () => {
      if (mine?.contains(document.activeElement)) focusHeading();
    };
  }, []);
  return (
    <div className="undo-bar" ref={bar}>
      <Icon name="hold" />
      <span role="status">The gate holds {intent.label} in all rings.</span>
      <button
        type="button"
        className="btn"
        aria-disabled={sending}
        aria-keyshortcuts={singleKeys ? 'u' : undefined}
        onClick={takeBack}
      >
        {sending ? 'Undo…' : 'Undo'}
        {singleKeys && (
          <span className="keycap" aria-hidden="true">
            u
          </span>
        )}
      </button>
      <span className="left" aria-hidden="true">
        {leftSec} s
      </span>
    </div>
  );
}
