/** Checkpoints as blobs, one partition each, so that dropping an old one is dropping a partition. */

import * as z from 'zod/mini';
import type { Checkpoint } from '#server/store.ts';
import type { Engine } from './engine.ts';
import { RowBinary } from './row-binary.ts';

/** The header's part number; it is written last, so a checkpoint without it was never finished. */
const HEADER = -1;
/** Reports and decisions do not wait for saving. */
const BESIDE = { beside: true };
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
const partOf = {
  sql: 'SELECT bytes FROM bootwatch.checkpoint WHERE seq = {seq:UInt64} AND part = {part:Int32} LIMIT 1',
  params: z.object({ seq: z.number(), part: z.int() }),
};

/** Writes all parts, then the header, then drops every other checkpoint; one that fails leaves nothing. One at a time. */
export async function putCheckpoint(
  engine: Engine,
  seq: number,
  parts: Iterable<Uint8Array>,
  header: () => string,
  token: () => string,
): Promise<void> {
  // Left by an attempt that failed half way; its parts must not be taken for ours.
  const done = new Set((await engine.ask(finished, {})).map((row) => row.seq));
  await dropWhere(engine, (old) => !done.has(old) || old === seq);
  try {
    await write(engine, seq, parts, header, token);
  } catch (error) {
    // Its parts would take space until the next attempt, and space may be what was missing.
    await dropWhere(engine, (unfinished) => unfinished === seq).catch(() => undefined);
    throw error;
  }
  await dropWhere(engine, (old) => old !== seq);
}

async function write(
  engine: Engine,
  seq: number,
  parts: Iterable<Uint8Array>,
  header: () => string,
  token: () => string,
): Promise<void> {
  let count = 0;
  for (const bytes of parts) await put(engine, seq, count++, bytes, token());
  await put(engine, seq, HEADER, Buffer.from(JSON.stringify({ header: header(), parts: count })), token());
}

function put(engine: Engine, seq: number, part: number, bytes: Uint8Array, token: string): Promise<void> {
  const head = new RowBinary()
    .uint64(seq)
    .uint32(part >>> 0)
    .size(bytes.length);
  return engine.insert(TABLE, [head.bytes(), bytes], token, BESIDE);
}

async function dropWhere(engine: Engine, isOld: (seq: number) => boolean): Promise<void> {
  for (const { seq } of await engine.ask(all, {})) {
    if (isOld(seq)) await engine.command(`ALTER TABLE bootwatch.checkpoint DROP PARTITION ${seq}`, BESIDE);
  }
}

const Header = z.object({ header: z.string(), parts: z.int() });

/** The finished checkpoints, newest first. */
export async function* readCheckpoints(engine: Engine): AsyncGenerator<Checkpoint> {
  for (const { seq } of await engine.ask(finished, {})) {
    const read = async (part: number) => {
      const bytes = await engine.bytes(partOf, { seq, part }, 'RawBLOB');
      // Set aside as damaged.
      return bytes.length === 0 ? undefined : bytes;
    };
    const first = await read(HEADER);
    if (first) yield { seq, ...z.parse(Header, JSON.parse(first.toString())), part: read };
  }
}
