import { type FormEvent, useId, useRef, useState } from 'react';
import { MAX_REASON } from '#contract/limits.ts';
import type { UpdateSummary } from '#contract/update.ts';
import { useBoard } from '../app/board.ts';
import { useView } from '../app/view.ts';
import { listed } from '../format/number.ts';
import { clock } from '../format/time.ts';
import { useRefresh } from '../queries/use-refresh.ts';
import { Sheet } from '../shell/sheet.tsx';
import { shortName } from '../verdict/update-names.ts';
import { lift } from './hold-actions.ts';
import { explain } from './insist.ts';
import { TodaysNumbers } from './todays-numbers.tsx';

interface Props {
  update: UpdateSummary;
  basedOn: string | null;
  onClose: () => void;
}

/** Lifting is deliberate: the numbers as they are now, and a reason. One hold at a time. */
export function LiftSheet({ update, basedOn, onClose }: Props) {
  const board = useBoard();
  const refresh = useRefresh();
  const { tz } = useView();
  const field = useId();
  const [holdId, setHoldId] = useState(update.holds[0]?.id);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef<string | null>(null);
  const label = shortName(update);
  const ready = reason.trim() !== '' && holdId !== undefined && !sending;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    key.current ??= board.newKey();
    setSending(true);
    setProblem(null);
    try {
      await lift(board, { update: update.id, hold: holdId, reason: reason.trim(), idempotencyKey: key.current });
      await refresh();
      onClose();
    } catch (error) {
      setProblem(`The pause was not lifted. ${explain(error)}`);
      key.current = null;
      setSending(false);
    }
  };

  return (
    <Sheet title={`Lift the pause on ${update.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <TodaysNumbers update={update} />
        {basedOn && <p className="muted">{basedOn}</p>}
        {update.holds.length > 1 && (
          <label className="field">
            <span>Which hold</span>
            <select value={holdId} onChange={(event) => setHoldId(event.target.value)}>
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
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {problem && (
          <p className="failed" role="alert">
            {problem}
          </p>
        )}
        <div className="row">
          <button type="button" className="btn" onClick={onClose}>
            Keep it paused
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
