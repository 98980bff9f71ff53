/** An inventory as CSV: RFC 4180, its first line names the columns. */
import { Refusal } from '../problem.ts';
import { type Column, columnName, columnsOf } from './csv-columns.ts';
import { readRecord } from './csv-record.ts';
import { checkLine, type Fault, faultOfText, type LineReader, type ReadLine } from './read-line.ts';
import type { TextLine } from './text-lines.ts';

/** A comma, or what spreadsheets write where the comma is the decimal point. */
const SEPARATORS = [',', ';', '\t'] as const;
/** A quoted cell that is not closed within so many lines never is: the lines it swallowed are read for themselves. */
const MAX_LINES_PER_RECORD = 100;
const NEVER_CLOSED: Fault = {
  field: null,
  why: 'a quoted cell that begins here is never closed',
  fix: 'Close it, and double a quote that belongs to its text.',
};

interface Table {
  readonly separator: string;
  readonly columns: readonly Column[];
}

class CsvReader implements LineReader {
  #table: Table | undefined;
  /** Lines of a record that is not closed yet. */
  #open: TextLine[] = [];

  take(line: TextLine): readonly ReadLine[] {
    if (!this.#table) {
      if (line.text?.trim() !== '') this.#table = readHeader(line);
      return [];
    }
    if (this.#open.length === 0) return this.#record(line, this.#table);
    this.#open.push(line);
    const text = this.#open.some((part) => part.text === undefined)
      ? undefined
      : this.#open.map((part) => part.text).join('\n');
    const record = text === undefined ? { open: true } : readRecord(text, this.#table.separator);
    if (!('open' in record)) return this.#record({ number: this.#open.splice(0)[0].number, text }, this.#table);
    return this.#open.length < MAX_LINES_PER_RECORD ? [] : this.#giveUp();
  }

  end(): readonly ReadLine[] {
    const read: ReadLine[] = [];
    while (this.#open.length > 0) read.push(...this.#giveUp());
    return read;
  }

  #record(line: TextLine, table: Table): readonly ReadLine[] {
    const { number, text } = line;
    const fault = faultOfText(text);
    if (fault || text === undefined) return fault ? [{ number, fault }] : [];
    if (text.trim() === '') return [];
    const record = readRecord(text, table.separator);
    if ('open' in record) {
      this.#open = [line];
      return [];
    }
    if ('wrong' in record) {
      const field = headerOf(table.columns[record.column]);
      return [
        {
          number,
          fault: {
            field,
            why: record.wrong,
            fix: 'Quote the whole cell, and double a quote that belongs to its text.',
          },
        },
      ];
    }
    const { columns } = table;
    if (record.cells.length === columns.length) return [checkLine(number, lineOf(record.cells, columns), columnName)];
    const why = `${record.cells.length} cells where the header has ${columns.length}`;
    return [
      { number, fault: { field: null, why, fix: 'Give every column a cell, an empty one where nothing is known.' } },
    ];
  }

  /** The first line of the open record is bad; those after it are read as if it had not been there. */
  #giveUp(): readonly ReadLine[] {
    const [first, ...rest] = this.#open.splice(0);
    return [{ number: first.number, fault: NEVER_CLOSED }, ...rest.flatMap((line) => this.take(line))];
  }
}

export const csvReader = (): LineReader => new CsvReader();

const headerOf = (column: Column | undefined): string | null =>
  column ? columnName('key' in column ? [column.kind, column.key] : [column.kind]) : null;

/** @throws Refusal 400 for columns that can't be read. */
function readHeader({ text = '' }: TextLine): Table {
  const separator = SEPARATORS.find((candidate) => text.includes(candidate)) ?? SEPARATORS[0];
  const record = readRecord(text, separator);
  if (!('cells' in record))
    throw new Refusal('bad-request', 'The first line, which names the columns, has a quote too many or too few.');
  return { separator, columns: columnsOf(record.cells) };
}

/** An empty cell says nothing. */
function lineOf(cells: readonly string[], columns: readonly Column[]): object {
  const line: { device?: string; timeZone?: string; labels: Record<string, string>; rings: Record<string, string> } = {
    labels: {},
    rings: {},
  };
  for (const [i, column] of columns.entries()) {
    const cell = cells[i];
    if (cell === '') continue;
    if ('key' in column) line[column.kind][column.key] = cell;
    else line[column.kind] = cell;
  }
  return line;
}
