/** What a person wants written down, among all that was decided. */
import type { Author } from '#contract/hold.ts';
import type { AddNote, NoteEntry } from '#contract/log.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { Refusal } from '../problem.ts';
import { requireUpdate } from './require.ts';

/**
 * Records a note; the idempotency key names it, so a retry finds it.
 * @throws Refusal 404 unknown update; 409 when another note was written with this key.
 */
export async function addNote(
  product: Bootwatch,
  { text, update }: AddNote,
  actor: Author,
  key: string,
): Promise<NoteEntry> {
  const about = update === undefined ? null : requireUpdate(product, update).id;
  const { book } = product;
  const written = () =>
    book.entries.findLast((entry): entry is NoteEntry => entry.kind === 'note' && entry.intent === key);
  await book.write(actor, () => (written() ? undefined : { kind: 'note', update: about, text, intent: key }));
  const note = written();
  if (!note) throw new Error('a note just written is not in the log');
  if (note.text !== text || note.update !== about) {
    throw new Refusal('conflict', 'This Idempotency-Key was used for another note. Send a new one for a new note.', {
      field: 'text',
    });
  }
  product.board.changedByPerson();
  return note;
}
