import { useStore } from 'zustand';
import { useBoard } from '../app/board.ts';
import { useView } from '../app/use-view.ts';
import { clockSeconds } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { ageBetween, instant } from '../live/instant.ts';
import { useTicking } from '../live/use-ticking.ts';
import { Attempt } from './attempt.tsx';
import { dropIntent, type Intent } from './pause-store.ts';
import { usePause } from './use-pause.ts';

/** Above the undo: pauses that did not get through yet, of updates whose own button is not on the screen to say so. */
export function UnansweredBars() {
  const { intents, shown } = useStore(useBoard().pauses);
  const elsewhere = Object.values(intents).filter(({ update }) => !shown.includes(update));
  return (
    <section className="bars" aria-label="Pauses not answered">
      {elsewhere.map((intent) => {
        if (intent.step === 'failed') return <Failed key={intent.update} intent={intent} />;
        if (intent.step === 'sending') return <Trying key={intent.update} intent={intent} />;
        return null;
      })}
    </section>
  );
}

/** An answer usually comes sooner than anybody could read that it is waited for. */
const UNREMARKABLE_MS = 1_000;

function Trying({ intent }: { intent: Intent }) {
  const board = useBoard();
  const isSlow = useTicking(() => ageBetween(intent.since, instant(board)) >= UNREMARKABLE_MS);
  if (!isSlow) return null;
  return (
    <div className="undo-bar">
      <Icon name="watch" />
      <span role="status">
        Pause of {intent.label}: <Attempt intent={intent} />
      </span>
    </div>
  );
}

function Failed({ intent }: { intent: Extract<Intent, { step: 'failed' }> }) {
  const { pauses } = useBoard();
  const { tz } = useView();
  const { pause } = usePause();
  return (
    <div className="undo-bar">
      <Icon name="watch" />
      <span role="alert">
        The pause of {intent.label} at {clockSeconds(intent.at, tz)} did not get through. {intent.why}
      </span>
      <button type="button" className="btn" onClick={() => pause(intent.update, intent.label)}>
        Try again
      </button>
      <button type="button" className="btn" onClick={() => dropIntent(pauses, intent.update)}>
        Dismiss
      </button>
    </div>
  );
}
