import { useEffect, useId, useState } from 'react';
import type { UpdateSummary } from '#contract/update.ts';
import { useBoard } from '../app/board.ts';
import { useView } from '../app/use-view.ts';
import { plural } from '../format/number.ts';
import { clockSeconds } from '../format/time.ts';
import { Icon } from '../icons/icon.tsx';
import { shortName } from '../verdict/update-names.ts';
import { Attempt } from './attempt.tsx';
import { ScopeSheet } from './pause-sheet.tsx';
import { showsButton } from './pause-store.ts';
import { useIntent, usePause } from './use-pause.ts';

interface Props {
  update: UpdateSummary;
  /** Said under the button when the numbers are old: "based on data from 04:31:12 UTC". */
  basedOn: string | null;
}

/** The one primary button of the page. One click pauses; the label stays where it is while it is sent. */
export function PauseButton({ update, basedOn }: Props) {
  const { pauses } = useBoard();
  const intent = useIntent(update.id);
  const attempt = useId();
  const { pause } = usePause();
  const { tz } = useView();
  const [reading, setReading] = useState(false);
  const label = shortName(update);
  const sending = intent?.step === 'sending';
  useEffect(() => showsButton(pauses, update.id), [pauses, update.id]);
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
          {basedOn === null ? 'What this will not stop' : 'Pause at the source'}
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
