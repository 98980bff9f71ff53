/** The engine: ClickHouse, embedded or a server, through one client. */
import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { Session } from 'chdb';
import { createChdbConnection } from 'chdb/connection';
import * as z from 'zod/mini';
import { StoreFull, StoreRefused } from '#server/store.ts';
import { ENGINE_CONFIG } from './engine-config.ts';
import { makeFolder } from './make-folder.ts';
import { readOn } from './set-aside.ts';

/** Reads run side by side on this many connections; the engine takes one statement at a time on each. */
const READERS = 3;
/** Longest a question may take, in seconds. */
const MAX_READ_SEC = 20;

/** A statement that runs this long never comes back: questions end by themselves much earlier, writes are some megabytes. */
const STUCK_AFTER_MS = 60_000;

/** An insert is tried this often, resting twice as long each time. */
const INSERT_ATTEMPTS = 3;
const INSERT_REST_MS = 50;

/** A question with the shape of its parameters. */
export interface Question<P> {
  /** Parameters as `{name:Type}`. */
  readonly sql: string;
  readonly params: z.ZodMiniType<P>;
}

/** A question with the shape of its rows as well. */
export interface Query<P, R extends z.ZodMiniType> extends Question<P> {
  readonly row: R;
}

/** A table to insert into: columns with their types, in the order values are written. */
export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
}

/** RowBinary, whole or in pieces that follow on each other. */
export type Rows = Uint8Array | readonly Uint8Array[];
const piecesOf = (rows: Rows): readonly Uint8Array[] => (rows instanceof Uint8Array ? [rows] : rows);

export interface WriteOptions {
  /** A fault is not met by trying again. */
  readonly once?: boolean;
  /** Beside what reports and decisions wait for, not in turn with it. */
  readonly beside?: boolean;
}

type ClientOptions = NonNullable<Parameters<typeof createClient>[0]>;

export interface Engine {
  /** Runs a statement that returns nothing. */
  command(sql: string, options?: Pick<WriteOptions, 'beside'>): Promise<void>;
  ask<P, R extends z.ZodMiniType>(query: Query<P, R>, params: P): Promise<z.infer<R>[]>;
  /** The same in one of the engine's own formats, for what is too much to be read as JSON. */
  bytes<P>(question: Question<P>, params: P, format: 'RowBinary' | 'RawBLOB'): Promise<Buffer>;
  /** Inserts RowBinary rows; the same token twice inserts once. Durable when resolved. */
  insert(target: InsertTarget, rows: Rows, token: string, options?: WriteOptions): Promise<void>;
  /**
   * Resolves while the engine answers the simplest question and no statement is stuck in it; where it is another
   * machine's, at once: a start of this process would not mend it.
   * @throws Error when it is of no use any more; or it does not resolve at all.
   */
  answers(): Promise<void>;
  close(): Promise<void>;
}

const structureOf = (target: InsertTarget): string =>
  target.columns.map(([name, type]) => `${name} ${type}`).join(', ');
const deduplicate = (token: string): string => `insert_deduplicate=1, insert_deduplication_token='${token}'`;
/** A few thousand rows: more threads only wait for each other, and for a core that the main thread needs. */
const ONE_THREAD = 'max_threads=1, max_insert_threads=1';

/**
 * Opens the embedded engine on a folder, made if it is new.
 * @throws StoreRefused when another process holds the folder or no folder can be there; Error when it can't be opened
 * for another reason, which may pass.
 */
export function openEmbedded(folder: string): Engine {
  const path = resolve(folder, 'engine');
  const scratch = join(resolve(folder), 'inserting');
  makeFolder(resolve(folder));
  const config = join(resolve(folder), 'engine.xml');
  // A start on a full disk must not need space.
  if (!existsSync(config) || readFileSync(config, 'utf8') !== ENGINE_CONFIG) writeFileSync(config, ENGINE_CONFIG);
  let session: Session;
  try {
    session = new Session(path, { connectionArgs: [`--config-file=${config}`] });
  } catch (error) {
    const sentence = `The data folder ${resolve(folder)} can't be opened`;
    const holder = otherHolder(path);
    if (holder === undefined) throw new Error(`${sentence}: ${sayWhy(error)}`, { cause: error });
    throw new StoreRefused(`${sentence}: another process uses it (process ${holder}).`, { cause: error });
  }
  // Only now: the folder is ours, and what lies there was left by a process that was killed.
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  // The two packages carry a copy each of the same connection types, which TypeScript keeps apart.
  const connection = () => createChdbConnection({ path }) as unknown as NonNullable<ClientOptions['connection']>;
  const connect = () => createClient({ connection: connection() });
  const file: Insert = async (target, rows, token, writer) => {
    const name = join(scratch, `${randomUUID()}.bin`);
    try {
      await writeRows(name, rows);
      await writer.command({
        query: `INSERT INTO ${target.table} (${target.columns.map(([column]) => column).join(', ')}) SETTINGS ${ONE_THREAD}, ${deduplicate(token)}
          SELECT * FROM file('${name}', 'RowBinary', '${structureOf(target)}')`,
      });
    } finally {
      await rm(name, { force: true });
    }
  };
  const { longestMs, ...engine } = engineOf(connect, file, () => session.close());
  const asked = oneAtATime(connect());
  return {
    ...engine,
    ask: (query, params) => readOn(() => engine.ask(query, params), engine.command),
    bytes: (question, params, format) => readOn(() => engine.bytes(question, params, format), engine.command),
    async answers() {
      if (longestMs() > STUCK_AFTER_MS) throw new Error('a statement never came back from the engine');
      await asked.use((client) => client.query({ query: 'SELECT 1', format: 'JSONEachRow' }).then((one) => one.json()));
    },
    async close() {
      await asked.use((client) => client.close());
      await engine.close();
    },
  };
}

const sayWhy = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The process that holds the folder. The engine tells the reason only to the terminal; but whoever has the lock has
 * written its number into the file that is locked, so that after any failure beyond the lock it is our own.
 */
function otherHolder(path: string): number | undefined {
  const status = join(path, 'status');
  if (!existsSync(status)) return undefined;
  const pid = Number(/^PID: (\d+)$/m.exec(readFileSync(status, 'utf8'))?.[1]);
  return pid > 0 && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Opens a ClickHouse server by its URL, which may hold user and password. */
export function openServer(url: string): Engine {
  const stream: Insert = async (target, rows, token, writer) => {
    const columns = target.columns.map(([column]) => column).join(', ');
    const result = await writer.exec({
      query: `INSERT INTO ${target.table} (${columns}) SETTINGS ${deduplicate(token)} FORMAT RowBinary`,
      values: Readable.from(piecesOf(rows), { objectMode: false }),
    });
    for await (const _ of result.stream);
  };
  const { longestMs: _, ...engine } = engineOf(
    () => createClient({ url }),
    stream,
    () => {},
  );
  return { ...engine, answers: async () => {} };
}

const READ_SETTINGS = `max_threads=1, max_execution_time=${MAX_READ_SEC}`;
const checked = <P>({ params: shape }: Question<P>, params: P) => z.parse(shape, params) as Record<string, unknown>;

type Insert = (target: InsertTarget, rows: Rows, token: string, writer: ClickHouseClient) => Promise<void>;

/** Each piece at once: Node's `writeFile` comes back to a busy main thread after every half megabyte. */
async function writeRows(name: string, rows: Rows): Promise<void> {
  const file = await open(name, 'w');
  try {
    for (const piece of piecesOf(rows)) {
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
    }
  } finally {
    await file.close();
  }
}

/** `longestMs`: how long the statement that has been running longest has been. */
function engineOf(
  connect: () => ClickHouseClient,
  insert: Insert,
  closed: () => void,
): Omit<Engine, 'answers'> & { longestMs(): number } {
  const writer = oneAtATime(connect());
  const besideWriter = oneAtATime(connect());
  const readers = Array.from({ length: READERS }, () => oneAtATime(connect()));
  const laneFor = ({ beside }: WriteOptions = {}) => (beside ? besideWriter : writer);
  const read = <T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> =>
    readers.reduce((least, other) => (other.waiting() < least.waiting() ? other : least)).use(work);
  return {
    longestMs: () => Math.max(...[writer, besideWriter, ...readers].map((lane) => lane.busyMs())),
    command: (sql, options) => laneFor(options).use((client) => client.command({ query: sql }).then(() => undefined)),
    insert: (target, rows, token, options) =>
      laneFor(options).use((client) =>
        retrying(() => insert(target, rows, token, client).catch(tellNoSpace), options?.once ? 1 : INSERT_ATTEMPTS),
      ),
    async ask(query, params) {
      const json = await read(async (client) => {
        const result = await client.query({
          query: `${query.sql} SETTINGS ${READ_SETTINGS}, output_format_json_quote_64bit_integers=0`,
          query_params: checked(query, params),
          format: 'JSONEachRow',
        });
        return result.json();
      });
      return z.parse(z.array(query.row), json);
    },
    bytes: (question, params, format) =>
      read(async (client) => {
        const { stream } = await client.exec({
          query: `${question.sql} SETTINGS ${READ_SETTINGS} FORMAT ${format}`,
          query_params: checked(question, params),
          // Or an error in the middle of an answer would be taken for a part of it.
          clickhouse_settings: { wait_end_of_query: 1 },
        });
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk);
        return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      }),
    async close() {
      for (const lane of [writer, besideWriter, ...readers]) await lane.use((client) => client.close());
      closed();
    },
  };
}

/** Node's own words for a full disk, the engine's, and those of the system in between. */
const NO_SPACE = /ENOSPC|NOT_ENOUGH_SPACE|No space left on device/;

function tellNoSpace(error: unknown): never {
  throw NO_SPACE.test(String(error)) ? new StoreFull('no space left', { cause: error }) : error;
}

/** Tries again after a passing fault; the token keeps an insert that went through unseen from being made twice. */
async function retrying(attempt: () => Promise<void>, attempts: number): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried === attempts || error instanceof StoreFull) throw error;
      const rest = INSERT_REST_MS * 2 ** tried * (0.5 + randomInt(1000) / 2000);
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }
}

/** A client whose statements queue up here instead of inside the engine. */
function oneAtATime(client: ClickHouseClient) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let runningSince = Number.POSITIVE_INFINITY;
  const over = () => {
    waiting--;
    runningSince = Number.POSITIVE_INFINITY;
  };
  return {
    waiting: () => waiting,
    /** How long the statement under way has been running, in milliseconds. */
    busyMs: () => Math.max(0, performance.now() - runningSince),
    use<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
      waiting++;
      const done = last.then(() => {
        runningSince = performance.now();
        return work(client);
      });
      last = done.then(over, over);
      return done;
    },
  };
}
