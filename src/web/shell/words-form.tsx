import { type FormEvent, useId, useState } from 'react';
import { useSending } from '../pause/use-sending.ts';

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
  const id = useId();
  const [words, setWords] = useState('');
  const { sending, problem, send, changed } = useSending(failed);
  const written = words.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!sending && written !== '') void send((key) => save(written, key), onSaved);
  };

  return (
    <form className="words-form" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input
          id={id}
          ref={onCancel ? takeFocus : null}
          value={words}
          readOnly={sending}
          maxLength={most}
          placeholder={placeholder}
          autoComplete="off"
          onChange={({ target }) => {
            changed();
            setWords(target.value);
          }}
          onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onCancel?.()}
        />
        <button type="submit" className="btn primary" aria-disabled={sending || written === ''}>
          {sending ? 'Save…' : 'Save'}
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
