/** The owner's history, as detection reads it. */
import { HistoryBook } from '#domain/detection/history-book.ts';
import type { Dictionaries } from '#domain/fleet/dictionaries.ts';
import { enterHistory } from '#domain/fleet/enter-history.ts';
import type { Store } from './store.ts';

/** Every tally in the store, under the codes of these dictionaries; undefined where there is none. */
export async function readHistory(
  store: Store,
  dictionaries: Dictionaries,
): Promise<{ book: HistoryBook; n: number; x: number } | undefined> {
  const book = new HistoryBook();
  let lines = 0;
  let n = 0;
  let x = 0;
  for await (const batch of store.history()) {
    for (const line of batch) {
      enterHistory(book, line, dictionaries);
      n += line.n;
      x += line.x;
    }
    lines += batch.length;
  }
  return lines > 0 ? { book, n, x } : undefined;
}
