/** One record of a CSV (RFC 4180). */

export type CsvRecord =
  | { readonly cells: readonly string[] }
  /** A quoted cell goes on in the next line. */
  | { readonly open: true }
  /** `column` counts from 0. */
  | { readonly wrong: string; readonly column: number };

/** Splits the text of a record into its cells, quotes undone. */
export function readRecord(text: string, separator: string): CsvRecord {
  if (!text.includes('"')) return { cells: text.split(separator) };
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const end = endOfQuoted(text, at + 1);
      if (end === -1) return { open: true };
      if (end + 1 < text.length && text[end + 1] !== separator) {
        return { wrong: 'text after the closing quote', column: cells.length };
      }
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const found = text.indexOf(separator, at);
      const cell = text.slice(at, found === -1 ? text.length : found);
      if (cell.includes('"'))
        return { wrong: 'a quote inside a cell that does not begin with one', column: cells.length };
      cells.push(cell);
      at += cell.length + 1;
    }
    if (at > text.length) return { cells };
  }
}

/** Where the quote stands that closes the cell; -1 when none does. A doubled quote closes nothing. */
function endOfQuoted(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
