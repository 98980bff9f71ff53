import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvReader } from './csv.ts';
import { readRecord } from './csv-record.ts';
import { LineSplitter } from './text-lines.ts';

/** What a CSV says, cut into pieces of so many bytes. */
function read(text: string, pieceBytes = Number.POSITIVE_INFINITY) {
  const bytes = new TextEncoder().encode(text);
  const reader = csvReader();
  const splitter = new LineSplitter();
  const found = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    for (const line of splitter.take(bytes.subarray(at, at + pieceBytes))) found.push(...reader.take(line));
  }
  for (const line of splitter.end()) found.push(...reader.take(line));
  return [...found, ...reader.end()];
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const cell = fc.string({ unit: fc.constantFrom(...'ab", \r\né;🙂'), maxLength: 6 });

describe('a CSV inventory', () => {
  test('is read back as RFC 4180 writes it, wherever the pieces are cut', () => {
    const rows = fc.array(fc.record({ owner: cell, end: fc.constantFrom('\n', '\r\n') }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (taken, pieceBytes) => {
        const text = taken.map(({ owner, end }, i) => `d-${i},${quoted(owner)}${end}`).join('');
        const lines = read(`\ufeffdevice,label:owner\r\n${text}`, pieceBytes);
        expect(lines.map((found) => 'line' in found && [found.line.device, found.line.labels?.owner ?? ''])).toEqual(
          // A line break inside a cell comes out as a bare line feed.
          taken.map(({ owner }, i) => [`d-${i}`, owner.replaceAll('\r\n', '\n')]),
        );
      }),
    );
  });

  test('names columns freely in case and order; empty cells say nothing', () => {
    expect(read('Ring;TIMEZONE;device;ring:intune;label:rack\nPilot;;a;;7\n;Europe/Berlin;b;Canary;\n')).toEqual([
      { number: 2, line: { device: 'a', labels: { ring: 'Pilot', rack: '7' }, rings: {} } },
      { number: 3, line: { device: 'b', labels: {}, rings: { intune: 'Canary' }, timeZone: 'Europe/Berlin' } },
    ]);
  });

  test.each([
    ['device,sectr', 'did you mean "sector"?'],
    ['device,owner', '"label:NAME"'],
    ['host,ring', 'The column "host" is not known.'],
    ['ring,site', 'none is "device"'],
    ['device,ring,Ring', '"Ring" is there twice'],
    ['"device,ring', 'a quote too many or too few'],
  ])('with the columns %s is refused as a whole: %s', (header, why) => {
    expect(() => read(`${header}\na,b\n`)).toThrow(why);
  });

  test('has bad lines told by number, column, what is wrong and what to do; the rest is read', () => {
    const text = [
      'device,class,timeZone',
      'a,laptop,',
      'b,laptop',
      'c,Lap-top,',
      ',server,',
      '',
      'd,a "b" c,',
      'e,"server"x,',
      'f,,Moon/Sea',
      'g,"never closed,',
      'h,kiosk,',
    ].join('\n');
    expect(read(text)).toEqual([
      expect.objectContaining({ number: 2 }),
      { number: 3, fault: expect.objectContaining({ why: '2 cells where the header has 3' }) },
      { number: 4, fault: expect.objectContaining({ field: 'class', fix: 'Did you mean "laptop"?' }) },
      { number: 5, fault: expect.objectContaining({ field: 'device', fix: 'Every line names its device.' }) },
      { number: 7, fault: expect.objectContaining({ field: 'class', why: expect.stringContaining('a quote inside') }) },
      { number: 8, fault: expect.objectContaining({ why: 'text after the closing quote' }) },
      { number: 9, fault: expect.objectContaining({ field: 'timeZone', why: expect.stringContaining('IANA') }) },
      { number: 10, fault: expect.objectContaining({ why: expect.stringContaining('never closed') }) },
      { number: 11, line: expect.objectContaining({ device: 'h' }) },
    ]);
  });

  test('loses one line to a quote that is never closed, not those after it', () => {
    const rows = Array.from({ length: 250 }, (_, i) => (i === 3 ? `d-${i},"open` : `d-${i},Pilot`));
    const lines = read(`device,ring\n${rows.join('\n')}`);
    expect(lines.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 2));
    expect(lines.filter((found) => 'fault' in found).map(({ number }) => number)).toEqual([5]);
  });
});

test('a record is split once its quotes are closed', () => {
  expect(readRecord('a,"b ""c"", d",', ',')).toEqual({ cells: ['a', 'b "c", d', ''] });
  expect(readRecord('"",x', ',')).toEqual({ cells: ['', 'x'] });
  expect(readRecord('a,"b ""', ',')).toEqual({ open: true });
});
