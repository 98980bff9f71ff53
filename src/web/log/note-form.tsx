import { call } from '#contract/client.ts';
import { MAX_NOTE } from '#contract/limits.ts';
import { addNote } from '#contract/routes.ts';
import { useBoard } from '../app/board.ts';
import { WordsForm } from '../shell/words-form.tsx';
import type { Subject } from './log-panel.tsx';

interface Props {
  subject: Subject | null;
  onCancel: () => void;
  onSaved: () => void;
}

/** What a person wants written down, among all that was decided. */
export function NoteForm({ subject, onCancel, onSaved }: Props) {
  const { send } = useBoard();
  return (
    <WordsForm
      label={subject ? `Note on ${subject.label}` : 'Note on the fleet'}
      placeholder="For example: vendor called, case 4711"
      most={MAX_NOTE}
      failed="The note was not saved."
      save={(text, idempotencyKey) => {
        const body = subject ? { text, update: subject.update } : { text };
        return call(send, addNote, { body, idempotencyKey });
      }}
      onCancel={onCancel}
      onSaved={onSaved}
    />
  );
}
