/** Checkpoints as blobs, one partition each, so that dropping an old one is dropping a partition. */

import * as z from 'zod/mini';
import type { Checkpoint } from '#server/store.ts';
import type { Engine } from './engine.ts';
import { RowBinary } from './row-binary.ts';

/** The header's part number; it is written last, so a checkpoint without it was never finished. */
const HEADER = -1;
const TABLE = {
  table: 'bootwatch.checkpoint',
  columns: [
    ['seq', 'UInt64'],
    ['part', 'Int32'],
    ['bytes', 'String'],
  ],
} as const;

const finished = {
  sql: `SELECT DISTINCT seq FROM bootwatch.checkpoint WHERE part = ${HEADER} ORDER BY seq DESC`,
  params: z.object({}),
  row: z.object({ seq: z.number() }),
};
const all = {
  sql: 'SELECT DISTINCT seq FROM bootwatch.checkpoint',
  params: z.object({}),
  row: z.object({ seq: z.number() }),
};
const partsOf = {
  sql: 'SELECT part, any(base64Encode(bytes)) AS bytes FROM bootwatch.checkpoint WHERE seq = {seq:UInt64} AND part = {part:Int32} GROUP BY part',
  params: z.object({ seq: z.number(), part: z.int() }),
  row: z.object({ part: z.int(), bytes: z.string() }),
};

/** Writes all parts, then the header, then drops every older checkpoint. */
export async function putCheckpoint(
  engine: Engine,
  { seq, header, parts }: Checkpoint,
  token: () => string,
): Promise<void> {
  for (const [part, bytes] of parts.entries()) {
    await engine.insert(TABLE, new RowBinary().uint64(seq).uint32(part).blob(bytes).bytes(), token());
  }
  const rows = new RowBinary()
    .uint64(seq)
    .uint32(HEADER >>> 0)
    .string(JSON.stringify({ header, parts: parts.length }));
  await engine.insert(TABLE, rows.bytes(), token());
  for (const old of await engine.ask(all, {})) {
    if (old.seq !== seq) await engine.command(`ALTER TABLE bootwatch.checkpoint DROP PARTITION ${old.seq}`);
  }
}

const Header = z.object({ header: z.string(), parts: z.int() });

/** The newest checkpoint that was finished. */
export async function readCheckpoint(engine: Engine): Promise<Checkpoint | undefined> {
  const [newest] = await engine.ask(finished, {});
  if (!newest) return undefined;
  const read = async (part: number) => {
    const [row] = await engine.ask(partsOf, { seq: newest.seq, part });
    if (!row) throw new Error(`checkpoint ${newest.seq} has no part ${part}`);
    return Buffer.from(row.bytes, 'base64');
  };
  const { header, parts: count } = z.parse(Header, JSON.parse((await read(HEADER)).toString()));
  const parts: Uint8Array[] = [];
  for (let part = 0; part < count; part++) parts.push(new Uint8Array(await read(part)));
  return { seq: newest.seq, header, parts };
}
