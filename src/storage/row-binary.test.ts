import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowBinary, RowBinaryReader } from './row-binary.ts';

const row = fc.record({
  whole: fc.maxSafeNat(),
  half: fc.nat(0xffff),
  text: fc.string({ unit: 'binary', maxLength: 300 }),
  like: fc.oneof(
    fc.constantFrom('', 'heartbeat', 'heartbeats', '\u00c3\u00a9', '\u00e9', 'x'.repeat(128)),
    fc.string({ unit: 'binary' }),
  ),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const write = (rows: readonly Row[]): Buffer => {
  const written = new RowBinary();
  for (const { whole, half, text, like } of rows) written.uint64(whole).uint16(half).string(text).string(like);
  return written.bytes();
};

function read(bytes: Buffer): Row[] {
  const reader = new RowBinaryReader(bytes);
  const rows: Row[] = [];
  let like = '';
  while (!reader.isAtEnd) {
    const [whole, half, text] = [reader.uint64(), reader.uint16(), reader.string()];
    like = reader.stringLike(like);
    rows.push({ whole, half, text, like });
  }
  return rows;
}

it('reads what was written', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(read(write(rows))).toEqual(rows);
    }),
  );
});

it('takes nothing for a row that is cut off', () => {
  const bytes = write([{ whole: 2 ** 40, half: 7, text: 'x'.repeat(200), like: 'heartbeat' }]);
  for (let end = 1; end < bytes.length; end++) expect(() => read(bytes.subarray(0, end))).toThrow(RangeError);
});
