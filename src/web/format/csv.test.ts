import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('a table is written as spreadsheets read it', () => {
  expect(
    toCsv([
      ['time', 'Canary, %'],
      ['2024-07-19T04:31:00.000Z', 34.5],
      ['said "no"', null],
    ]),
  ).toBe('time,"Canary, %"\r\n2024-07-19T04:31:00.000Z,34.5\r\n"said ""no""",');
});

test('no cell can be taken for a formula', () => {
  expect(toCsv([['=HYPERLINK("x")', '-1+1', '@x']])).toBe(`"'=HYPERLINK(""x"")",'-1+1,'@x`);
});

/** Reads one back, by the same standard. */
function fromCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let rest = text;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const value = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (/^[^,\r\n]*/.exec(rest)?.[0] ?? '');
    rows.at(-1)?.push(value);
    rest = rest.slice(quoted ? quoted[0].length : value.length);
    if (rest === '') return rows;
    if (rest.startsWith('\r\n')) rows.push([]);
    rest = rest.slice(rest.startsWith('\r\n') ? 2 : 1);
  }
}

test('whatever stands in a cell comes back whole', () => {
  const text = fc.string().filter((value) => !/^[=+\-@\t\r]/.test(value));
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1 }), { minLength: 1 }), (rows) => {
      expect(fromCsv(toCsv(rows))).toEqual(rows);
    }),
  );
});
