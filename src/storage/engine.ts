/** The engine: ClickHouse, embedded or a server, through one client. */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { Session } from 'chdb';
import { createChdbConnection } from 'chdb/connection';
import * as z from 'zod/mini';
import { ENGINE_CONFIG } from './engine-config.ts';

/** Reads run side by side on this many connections; the engine takes one statement at a time on each. */
const READERS = 3;
/** Longest a question may take, in seconds. */
const MAX_READ_SEC = 20;

/** An insert is tried this often, resting twice as long each time. */
const INSERT_ATTEMPTS = 3;
const INSERT_REST_MS = 50;

/** A question with the shapes of its parameters and of its rows. */
export interface Query<P, R extends z.ZodMiniType> {
  /** Parameters as `{name:Type}`. */
  readonly sql: string;
  readonly params: z.ZodMiniType<P>;
  readonly row: R;
}

/** A table to insert into: columns with their types, in the order values are written. */
export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
}

type ClientOptions = NonNullable<Parameters<typeof createClient>[0]>;

export interface Engine {
  /** Runs a statement that returns nothing. */
  command(sql: string): Promise<void>;
  ask<P, R extends z.ZodMiniType>(query: Query<P, R>, params: P): Promise<z.infer<R>[]>;
  /** Inserts RowBinary rows; the same token twice inserts once. Durable when resolved. */
  insert(target: InsertTarget, rows: Uint8Array, token: string): Promise<void>;
  close(): Promise<void>;
}

/** The data folder is in use by another process. */
export class FolderInUse extends Error {}

const structureOf = (target: InsertTarget): string =>
  target.columns.map(([name, type]) => `${name} ${type}`).join(', ');
const deduplicate = (token: string): string => `insert_deduplicate=1, insert_deduplication_token='${token}'`;

/**
 * Opens the embedded engine on a folder, made if it is new.
 * @throws FolderInUse when another process holds the folder.
 */
export function openEmbedded(folder: string): Engine {
  const path = resolve(folder, 'engine');
  const scratch = join(resolve(folder), 'inserting');
  mkdirSync(folder, { recursive: true });
  const config = join(resolve(folder), 'engine.xml');
  writeFileSync(config, ENGINE_CONFIG);
  let session: Session;
  try {
    session = new Session(path, { connectionArgs: [`--config-file=${config}`] });
  } catch (error) {
    throw new FolderInUse(
      `The data folder ${resolve(folder)} can't be opened: another process uses it, or it is not a Bootwatch folder.`,
      { cause: error },
    );
  }
  // Only now: the folder is ours, and what lies there was left by a process that was killed.
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  // The two packages carry a copy each of the same connection types, which TypeScript keeps apart.
  const connection = () => createChdbConnection({ path }) as unknown as NonNullable<ClientOptions['connection']>;
  const connect = () => createClient({ connection: connection() });
  const file = async (target: InsertTarget, rows: Uint8Array, token: string, writer: ClickHouseClient) => {
    const name = join(scratch, `${randomUUID()}.bin`);
    await writeFile(name, rows);
    try {
      await writer.command({
        query: `INSERT INTO ${target.table} (${target.columns.map(([column]) => column).join(', ')}) SETTINGS ${deduplicate(token)}
          SELECT * FROM file('${name}', 'RowBinary', '${structureOf(target)}')`,
      });
    } finally {
      await rm(name, { force: true });
    }
  };
  return engineOf(connect, file, () => session.close());
}

/** Opens a ClickHouse server by its URL, which may hold user and password. */
export function openServer(url: string): Engine {
  const stream = async (target: InsertTarget, rows: Uint8Array, token: string, writer: ClickHouseClient) => {
    const columns = target.columns.map(([column]) => column).join(', ');
    const result = await writer.exec({
      query: `INSERT INTO ${target.table} (${columns}) SETTINGS ${deduplicate(token)} FORMAT RowBinary`,
      values: Readable.from([rows], { objectMode: false }),
    });
    for await (const _ of result.stream);
  };
  return engineOf(
    () => createClient({ url }),
    stream,
    () => {},
  );
}

type Insert = (target: InsertTarget, rows: Uint8Array, token: string, writer: ClickHouseClient) => Promise<void>;

function engineOf(connect: () => ClickHouseClient, insert: Insert, closed: () => void): Engine {
  const writer = oneAtATime(connect());
  const readers = Array.from({ length: READERS }, () => oneAtATime(connect()));
  return {
    command: (sql) => writer.use((client) => client.command({ query: sql }).then(() => undefined)),
    insert: (target, rows, token) => writer.use((client) => retrying(() => insert(target, rows, token, client))),
    async ask(query, params) {
      const reader = readers.reduce((least, candidate) => (candidate.waiting() < least.waiting() ? candidate : least));
      const json = await reader.use(async (client) => {
        const result = await client.query({
          query: `${query.sql} SETTINGS max_threads=1, max_execution_time=${MAX_READ_SEC}, output_format_json_quote_64bit_integers=0`,
          query_params: z.parse(query.params, params) as Record<string, unknown>,
          format: 'JSONEachRow',
        });
        return result.json();
      });
      return z.parse(z.array(query.row), json);
    },
    async close() {
      for (const lane of [writer, ...readers]) await lane.use((client) => client.close());
      closed();
    },
  };
}

/** Tries again after a passing fault; the token keeps an insert that went through unseen from being made twice. */
async function retrying(attempt: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried === INSERT_ATTEMPTS) throw error;
      const rest = INSERT_REST_MS * 2 ** tried * (0.5 + randomInt(1000) / 2000);
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }
}

/** A client whose statements queue up here instead of inside the engine. */
function oneAtATime(client: ClickHouseClient) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    waiting: () => waiting,
    use<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
      waiting++;
      const done = last.then(() => work(client));
      last = done.then(
        () => waiting--,
        () => waiting--,
      );
      return done;
    },
  };
}
