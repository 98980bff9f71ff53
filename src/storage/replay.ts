/** Reading the records back in their order, as fast as they can be applied. */
import * as z from 'zod/mini';
import type { StoredRecord } from '#server/store.ts';
import type { Engine } from './engine.ts';
import { RECORD_COLUMNS, readRecords } from './record-rows.ts';
import { RowBinaryReader } from './row-binary.ts';

/** Numbers asked for at once. */
const RANGE = 50_000;
/** Records that exist as objects at once: of more, those that were applied would be kept by the garbage collector. */
const SLICE = 2_000;

/** By range: the engine then opens only the files that have it. */
const recordsBetween = {
  sql: `SELECT ${RECORD_COLUMNS} FROM bootwatch.records WHERE seq >= {from:UInt64} AND seq < {to:UInt64} ORDER BY seq`,
  params: z.object({ from: z.number(), to: z.number() }),
};
const nextOnes = {
  sql: 'SELECT min(seq) AS first, max(seq) AS last FROM bootwatch.records WHERE seq > {after:UInt64}',
  params: z.object({ after: z.number() }),
  row: z.object({ first: z.number(), last: z.number() }),
};

/** All records after `afterSeq`, in order; `range` numbers are asked for at once. */
export async function* replayRecords(
  engine: Engine,
  afterSeq: number,
  range = RANGE,
): AsyncGenerator<readonly StoredRecord[]> {
  const read = (from: number) => engine.bytes(recordsBetween, { from, to: from + range }, 'RowBinary');
  const seek = async (after: number) => (await engine.ask(nextOnes, { after }))[0];
  let { first: from, last } = await seek(afterSeq);
  // The engine's least number of none.
  if (from === 0) return;
  for (let ahead = read(from); from <= last; ) {
    const bytes = await ahead;
    from += range;
    // What was set aside as damaged may leave a gap of millions.
    if (bytes.length === 0) from = (await seek(from - 1)).first || Number.POSITIVE_INFINITY;
    if (from <= last) {
      // The engine reads on while these are applied.
      ahead = read(from);
      ahead.catch(() => undefined);
    }
    for (const rows = new RowBinaryReader(bytes); !rows.isAtEnd; ) yield readRecords(rows, SLICE);
  }
}
