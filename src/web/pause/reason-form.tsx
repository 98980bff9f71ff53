import { type FormEvent, useId, useRef, useState } from 'react';
import { MAX_REASON } from '#contract/limits.ts';
import { useBoard } from '../app/board.ts';
import { saveReason } from './hold-actions.ts';
import { explain } from './insist.ts';
import { useRefresh } from './use-pause.ts';

interface Props {
  update: string;
  hold: string;
  label: string;
}

/** Asks in place why the update was paused; nothing waits for the answer. */
export function ReasonForm({ update, hold, label }: Props) {
  const board = useBoard();
  const refresh = useRefresh();
  const id = useId();
  const [reason, setReason] = useState('');
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef<string | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (saving || reason.trim() === '') return;
    key.current ??= board.newKey();
    setSaving(true);
    setProblem(null);
    try {
      await saveReason(board, { update, hold, reason: reason.trim(), idempotencyKey: key.current });
      await refresh();
    } catch (error) {
      setProblem(`The reason was not saved. ${explain(error)}`);
      key.current = null;
    } finally {
      setSaving(false);
    }
  };

  return (
    <form className="reason" onSubmit={save}>
      <label htmlFor={id}>Why was {label} paused?</label>
      <div className="row">
        <input
          id={id}
          value={reason}
          maxLength={MAX_REASON}
          placeholder="For example: boot loops in Canary"
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="btn primary" aria-disabled={saving || reason.trim() === ''}>
          {saving ? 'Save…' : 'Save'}
        </button>
      </div>
      {problem && (
        <p className="failed" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
