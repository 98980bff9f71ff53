import { useState } from 'react';
import type { UpdateSummary } from '#contract/update.ts';
import { Icon } from '../icons/icon.tsx';
import { LiftSheet } from '../pause/lift-sheet.tsx';
import { PauseButton } from '../pause/pause-button.tsx';
import { ReasonForm } from '../pause/reason-form.tsx';
import { useIntent } from '../pause/use-pause.ts';
import { shortName } from './update-names.ts';

interface Props {
  update: UpdateSummary;
  basedOn: string | null;
}

/** Pause, then "paused" while undo is offered, then the reason, then lifting: always in the same place. */
export function VerdictAction({ update, basedOn }: Props) {
  const intent = useIntent(update.id);
  const [lifting, setLifting] = useState(false);
  // What was to be lifted is: the next pause is not asked about unasked.
  if (lifting && update.holds.length === 0) setLifting(false);
  const placed = intent?.step === 'placed' ? intent : undefined;
  const label = shortName(update);
  const everywhere = update.holds.some((hold) => hold.rings === 'all');
  const pausable = update.holds.length === 0 || (!everywhere && update.judgement === 'failing');
  if (pausable && !placed) {
    return <PauseButton update={update} basedOn={basedOn} />;
  }

  const undoable = placed !== undefined && placed.undo !== 'over';
  const unexplained = update.holds.find((hold) => hold.reason === null && hold.author.kind === 'person');
  const canLift = update.holds.length > 0 && !undoable;
  const asking = unexplained !== undefined && !undoable;
  return (
    <>
      {undoable && (
        <p className="done">
          <Icon name="hold" />
          <b>The gate holds {label} in all rings</b>
          <span>What devices report decides when it is paused. The reason is asked next.</span>
        </p>
      )}
      {asking && <ReasonForm key={unexplained.id} update={update.id} hold={unexplained.id} label={label} />}
      {canLift && !asking && (
        <button type="button" className="btn lift" onClick={() => setLifting(true)}>
          <Icon name="lift" />
          Lift the pause on {label}…
        </button>
      )}
      <div className="under">
        <span role="status">{placed?.undoProblem ?? basedOn ?? ''}</span>
        {canLift && asking && (
          <button type="button" className="link-button" onClick={() => setLifting(true)}>
            Lift the pause on {label}…
          </button>
        )}
      </div>
      {lifting && <LiftSheet update={update} basedOn={basedOn} onClose={() => setLifting(false)} />}
    </>
  );
}
