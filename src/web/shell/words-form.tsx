import { type FormEvent, useId, useRef, useState } from 'react';
import { useBoard } from '../app/board.ts';
import { explain } from '../pause/insist.ts';
import { useRefresh } from '../queries/use-refresh.ts';

/** Of a form that was just asked for. */
const takeFocus = (input: HTMLInputElement | null) => input?.focus({ preventScroll: true });

interface Props {
  label: string;
  placeholder: string;
  /** Longest text, in characters. */
  most: number;
  /** Said before the server's own words when it says no. */
  failed: string;
  save: (words: string, idempotencyKey: string) => Promise<unknown>;
  onCancel?: () => void;
  onSaved?: () => void;
}

/** One line in a person's own words, saved in place; what was written stays until it is. */
export function WordsForm({ label, placeholder, most, failed, save, onCancel, onSaved }: Props) {
  const board = useBoard();
  const refresh = useRefresh();
  const id = useId();
  const [words, setWords] = useState('');
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The same words tried again are the same intent: the first attempt may have got through unanswered.
  const key = useRef<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving || words.trim() === '') return;
    key.current ??= board.newKey();
    setSaving(true);
    setProblem(null);
    try {
      await save(words.trim(), key.current);
      await refresh();
      onSaved?.();
    } catch (error) {
      setProblem(`${failed} ${explain(error)}`);
    } finally {
      setSaving(false);
    }
  };

  return (
    <form className="words" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input
          id={id}
          ref={onCancel ? takeFocus : null}
          value={words}
          maxLength={most}
          placeholder={placeholder}
          autoComplete="off"
          onChange={({ target }) => {
            key.current = null;
            setWords(target.value);
          }}
          onKeyDown={(event) => event.key === 'Escape' && onCancel?.()}
        />
        <button type="submit" className="btn primary" aria-disabled={saving || words.trim() === ''}>
          {saving ? 'Save…' : 'Save'}
        </button>
        {onCancel && (
          <button type="button" className="btn quiet" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
      {problem && (
        <p className="failed" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
