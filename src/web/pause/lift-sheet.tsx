import { type FormEvent, useId, useState } from 'react';
import { call } from '#contract/client.ts';
import { MAX_REASON } from '#contract/limits.ts';
import { liftHold } from '#contract/routes.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { useBoard } from '../app/board.ts';
import { useView } from '../app/use-view.ts';
import { listed } from '../format/number.ts';
import { clock } from '../format/time.ts';
import { Sheet } from '../shell/sheet.tsx';
import { shortName } from '../verdict/update-names.ts';
import { dropIntent } from './pause-store.ts';
import { TodaysNumbers } from './todays-numbers.tsx';
import { useSending } from './use-sending.ts';

interface Props {
  update: UpdateSummary;
  basedOn: string | null;
  onClose: () => void;
}

/** Lifting is deliberate: the numbers as they are now, and a reason. One hold at a time. */
export function LiftSheet({ update, basedOn, onClose }: Props) {
  const board = useBoard();
  const { tz } = useView();
  const field = useId();
  const [holdId, setHoldId] = useState(update.holds[0]?.id);
  const [reason, setReason] = useState('');
  const { attempt, sending, problem, send, changed } = useSending('The pause was not lifted.');
  const label = shortName(update);
  const ready = reason.trim() !== '' && holdId !== undefined && !sending;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const params = { id: update.id, hold: holdId };
    const body = { reason: reason.trim() };
    void send(async (idempotencyKey) => {
      await call(board.send, liftHold, { params, body, idempotencyKey });
      dropIntent(board.pauses, update.id);
    }, onClose);
  };

  return (
    <Sheet title={`Lift the pause on ${update.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <TodaysNumbers update={update} />
        {basedOn && <p className="muted">{basedOn}</p>}
        {update.holds.length > 1 && (
          <label className="field">
            <span>Which hold</span>
            <select
              value={holdId}
              disabled={sending}
              onChange={({ target }) => {
                changed();
                setHoldId(target.value);
              }}
            >
              {update.holds.map((hold) => (
                <option key={hold.id} value={hold.id}>
                  {hold.author.name}, {clock(hold.placedAt, tz)},{' '}
                  {hold.rings === 'all' ? 'all rings' : listed(hold.rings)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="field" htmlFor={field}>
          <span>Why is it safe to go on?</span>
          <textarea
            id={field}
            rows={3}
            required
            maxLength={MAX_REASON}
            value={reason}
            readOnly={sending}
            onChange={({ target }) => {
              changed();
              setReason(target.value);
            }}
          />
        </label>
        <p role="status">
          {attempt > 1 &&
            `No answer yet: try ${attempt}. It may have got through all the same; the board shows it then.`}
        </p>
        {problem && (
          <p className="failed" role="alert">
            {problem}
          </p>
        )}
        <div className="row">
          <button type="button" className="btn" onClick={onClose}>
            {sending ? 'Stop trying' : 'Keep it paused'}
          </button>
          <button type="submit" className="btn primary" aria-disabled={!ready}>
            Lift the pause on {label}
            {sending ? '…' : ''}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
