/**
 * The schema, as numbered steps that only ever grow. Every time in it comes from the fleet clock: no TTL, no
 * now(), so a drill dated 2024 is kept like any other data.
 */
import * as z from 'zod/mini';
import { StoreRefused } from '#server/store.ts';
import type { Engine } from './engine.ts';

/** Inserts are on disk when answered, and a repeated token inserts nothing twice. */
const DURABLE = 'non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1';
const CONDITIONS = 'healthy UInt32, looping UInt32, silent UInt32, off UInt32, unknown UInt32';
const UPDATE_COUNTS =
  'waiting UInt32, pending UInt32, checked UInt32, censored UInt32, looping UInt32, silent UInt32, loopingChecked UInt32, silentChecked UInt32, recovered UInt32';

const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE bootwatch.records (
      seq UInt64 CODEC(Delta, ZSTD(1)), received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), kind LowCardinality(String),
      device UInt64 CODEC(ZSTD(1)), at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)), sent DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
      boot String CODEC(ZSTD(1)), everySec UInt16, update LowCardinality(String), detail String CODEC(ZSTD(1)),
      INDEX by_device device TYPE bloom_filter(0.01) GRANULARITY 4
    ) ENGINE = MergeTree PARTITION BY toYYYYMMDD(received) ORDER BY seq SETTINGS ${DURABLE}`,
    `CREATE TABLE bootwatch.devices (hash UInt64, device String CODEC(ZSTD(1)), extra String CODEC(ZSTD(1)), version UInt64)
      ENGINE = ReplacingMergeTree(version) ORDER BY hash SETTINGS ${DURABLE}`,
    `CREATE TABLE bootwatch.log (seq UInt64, entry String) ENGINE = MergeTree ORDER BY seq SETTINGS ${DURABLE}`,
    `CREATE TABLE bootwatch.history (
      kind LowCardinality(String), ring LowCardinality(String), sector LowCardinality(String), build LowCardinality(String),
      region LowCardinality(String), class LowCardinality(String), hour DateTime('UTC'), n UInt32, x UInt32
    ) ENGINE = ReplacingMergeTree ORDER BY (kind, ring, sector, build, region, class, hour) SETTINGS ${DURABLE}`,
    `CREATE TABLE bootwatch.fleet_minute (
      minute DateTime('UTC'), ring LowCardinality(String), sector LowCardinality(String), region LowCardinality(String),
      class LowCardinality(String), ${CONDITIONS}, version UInt64
    ) ENGINE = ReplacingMergeTree(version) PARTITION BY toYYYYMMDD(minute) ORDER BY (minute, ring, sector, region, class)`,
    `CREATE TABLE bootwatch.update_minute (
      minute DateTime('UTC'), update LowCardinality(String), ring LowCardinality(String), sector LowCardinality(String),
      ${UPDATE_COUNTS}, version UInt64
    ) ENGINE = ReplacingMergeTree(version) PARTITION BY toYYYYMMDD(minute) ORDER BY (update, minute, ring, sector)`,
    `CREATE TABLE bootwatch.snapshot_minute (minute DateTime('UTC'), bytes String CODEC(ZSTD(3)), version UInt64)
      ENGINE = ReplacingMergeTree(version) PARTITION BY toYYYYMMDD(minute) ORDER BY minute`,
    `CREATE TABLE bootwatch.checkpoint (seq UInt64, part Int32, bytes String CODEC(ZSTD(1)))
      ENGINE = MergeTree PARTITION BY seq ORDER BY part SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  ],
  [
    `CREATE TABLE bootwatch.trial_minute (
      due DateTime('UTC'), kind LowCardinality(String), ring LowCardinality(String), sector LowCardinality(String),
      build LowCardinality(String), region LowCardinality(String), class LowCardinality(String), updates String CODEC(ZSTD(1)),
      n UInt32, loop UInt32, dark UInt32, darkSites String CODEC(ZSTD(1)), version UInt64
    ) ENGINE = ReplacingMergeTree(version) PARTITION BY toYYYYMMDD(due)
      ORDER BY (due, kind, ring, sector, build, region, class, updates)`,
  ],
  [
    `CREATE TABLE bootwatch.evidence_minute (
      minute DateTime('UTC'), update LowCardinality(String), now Float64, most Float64, version UInt64
    ) ENGINE = ReplacingMergeTree(version) PARTITION BY toYYYYMMDD(minute) ORDER BY (update, minute)`,
  ],
  // Written every minute and read at a start, which waits for it: time counts more than space.
  ['ALTER TABLE bootwatch.checkpoint MODIFY COLUMN bytes String CODEC(LZ4)'],
];

const applied = {
  sql: 'SELECT toUInt32(max(number)) AS number FROM bootwatch.migrations',
  params: z.object({}),
  row: z.object({ number: z.int() }),
};

/** Brings the schema to the newest version. @throws StoreRefused when the folder was written by a newer program. */
export async function migrate(engine: Engine): Promise<void> {
  await engine.command('CREATE DATABASE IF NOT EXISTS bootwatch ENGINE = Atomic');
  await engine.command(
    'CREATE TABLE IF NOT EXISTS bootwatch.migrations (number UInt32) ENGINE = MergeTree ORDER BY number',
  );
  const [{ number }] = await engine.ask(applied, {});
  if (number > MIGRATIONS.length) {
    throw new StoreRefused(
      `The data was written by a newer Bootwatch (schema ${number}, this program knows ${MIGRATIONS.length}).`,
    );
  }
  for (const [i, statements] of MIGRATIONS.entries()) {
    if (i < number) continue;
    for (const statement of statements) {
      await engine.command(statement.replace(/^CREATE TABLE /, 'CREATE TABLE IF NOT EXISTS '));
    }
    await engine.command(`INSERT INTO bootwatch.migrations VALUES (${i + 1})`);
  }
}
