import { useId, useState } from 'react';
import type { UpdateSummary } from '#contract/update.ts';
import { useBoard } from '../app/board.ts';
import { useView } from '../app/view.ts';
import { plural } from '../format/number.ts';
import { clockSeconds } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { useTicking } from '../live/use-ticking.ts';
import { shortName } from '../verdict/update-names.ts';
import { INSIST_FOR_MS } from './insist.ts';
import { ScopeSheet } from './pause-sheet.tsx';
import type { Intent } from './pause-store.ts';
import { useIntent, usePause } from './use-pause.ts';

interface Props {
  update: UpdateSummary;
  /** Said under the button when the numbers are old: "based on data from 04:31:12 UTC". */
  basedOn: string | null;
}

/** The one primary button of the page. One click pauses; the label stays where it is while it is sent. */
export function PauseButton({ update, basedOn }: Props) {
  const intent = useIntent(update.id);
  const attempt = useId();
  const { pause } = usePause();
  const { tz } = useView();
  const [reading, setReading] = useState(false);
  const label = shortName(update);
  const sending = intent?.step === 'sending';
  return (
    <>
      <button
        type="button"
        className="go"
        aria-disabled={sending}
        aria-describedby={attempt}
        onClick={() => pause(update.id, label)}
      >
        <Icon name="pause" />
        <b>
          Pause {label} in all rings{sending ? '…' : ''}
        </b>
        <span>{plural(update.without, 'device')} without it</span>
      </button>
      <div className="under">
        <button type="button" className="link-button" onClick={() => setReading(true)}>
          {basedOn === null ? 'What this will not stop' : 'Pause at the source instead'}
        </button>
        <span id={attempt} role="status">
          {intent?.step === 'sending' && <Attempt intent={intent} />}
          {!intent && (basedOn ?? 'Undo for 10 s afterwards')}
        </span>
      </div>
      {intent?.step === 'failed' && (
        <p className="failed" role="alert">
          <Icon name="watch" /> The pause of {clockSeconds(intent.at, tz)} did not get through. {intent.why} Press again
          to retry.
        </p>
      )}
      {reading && <ScopeSheet update={update} basedOn={basedOn} onClose={() => setReading(false)} />}
    </>
  );
}

function Attempt({ intent }: { intent: Intent }) {
  const board = useBoard();
  const leftSec = useTicking(() => Math.ceil((intent.since + INSIST_FOR_MS - board.elapsed()) / 1000));
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
