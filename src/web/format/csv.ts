/** Tables as RFC 4180 text: CRLF between rows, quotes where a cell needs them, nothing for null. */

export type CsvRow = readonly (string | number | null)[];

/** A cell that begins like a formula is kept from being run by a spreadsheet: a quote mark stands before it. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: CsvRow[number]): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const toCsv = (rows: readonly CsvRow[]): string => rows.map((row) => row.map(cell).join(',')).join('\r\n');
