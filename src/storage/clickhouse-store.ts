/** The store on ClickHouse, embedded or a server. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { HistoryLine } from '#contract/history.ts';
import { LogEntry } from '#contract/log.ts';
import { giveWay, SLICE } from '#server/give-way.ts';
import type { DeviceName, Store } from '#server/store.ts';
import { putCheckpoint, readCheckpoints } from './checkpoints.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrations.ts';
import { putMinute, readEvidence, readSeries, readTrials } from './minutes.ts';
import { RECORD_COLUMNS, RECORDS, readRecords, writeRecord } from './record-rows.ts';
import { replayRecords } from './replay.ts';
import { RowBinary, RowBinaryReader } from './row-binary.ts';

/** By day, beside the records. */
const MINUTES = ['fleet_minute', 'update_minute', 'snapshot_minute', 'trial_minute', 'evidence_minute'] as const;

const DEVICES = {
  table: 'bootwatch.devices',
  columns: [
    ['hash', 'UInt64'],
    ['device', 'String'],
    ['extra', 'String'],
    ['version', 'UInt64'],
  ],
} as const;
const LOG = {
  table: 'bootwatch.log',
  columns: [
    ['seq', 'UInt64'],
    ['entry', 'String'],
  ],
} as const;
const HISTORY = {
  table: 'bootwatch.history',
  columns: [
    ['kind', 'String'],
    ['ring', 'String'],
    ['sector', 'String'],
    ['build', 'String'],
    ['region', 'String'],
    ['class', 'String'],
    ['hour', 'DateTime'],
    ['n', 'UInt32'],
    ['x', 'UInt32'],
  ],
} as const;

const lastSeq = {
  sql: 'SELECT max(seq) AS seq FROM bootwatch.records',
  params: z.object({}),
  row: z.object({ seq: z.number() }),
};
const NameRow = z.object({ hash: z.string(), device: z.string(), extra: z.string() });
const readName = ({ hash, device, extra }: z.infer<typeof NameRow>): DeviceName => ({
  hash,
  device,
  extra: JSON.parse(extra),
});
const namesOf = {
  sql: `SELECT lower(leftPad(hex(d.hash), 16, '0')) AS hash, argMax(d.device, d.version) AS device, argMax(d.extra, d.version) AS extra
    FROM bootwatch.devices AS d
    WHERE d.hash IN (SELECT reinterpretAsUInt64(reverse(unhex(arrayJoin({hashes:Array(String)}))))) GROUP BY d.hash`,
  params: z.object({ hashes: z.array(z.string()) }),
  row: NameRow,
};
/** A name may be there in several versions until they are merged. */
const VERSIONS_A_NAME = 8;
const namesBeginning = {
  // Limited before it is grouped: millions may begin alike, and only the first are wanted.
  sql: `SELECT lower(leftPad(hex(n.hash), 16, '0')) AS hash, argMax(n.device, n.version) AS device, argMax(n.extra, n.version) AS extra
    FROM (SELECT d.hash, d.device, d.extra, d.version FROM bootwatch.devices AS d
      WHERE startsWith(lowerUTF8(d.device), lowerUTF8({text:String})) ORDER BY d.device LIMIT {rows:UInt32}) AS n
    GROUP BY n.hash ORDER BY device LIMIT {limit:UInt32}`,
  params: z.object({ text: z.string(), limit: z.int(), rows: z.int() }),
  row: NameRow,
};
const reportsOf = {
  sql: `SELECT ${RECORD_COLUMNS} FROM bootwatch.records AS r
    WHERE r.device = reinterpretAsUInt64(reverse(unhex({hash:String}))) AND r.kind NOT IN ('inventory', 'facts', 'clock', 'deaf')
    ORDER BY r.at DESC, r.seq DESC LIMIT {limit:UInt32} BY r.kind = 'heartbeat'`,
  params: z.object({ hash: z.string(), limit: z.int() }),
};
const logEntries = {
  sql: 'SELECT seq, entry FROM bootwatch.log ORDER BY seq',
  params: z.object({}),
  row: z.object({ seq: z.number(), entry: z.string() }),
};
const historyPage = {
  sql: `SELECT h.kind AS kind, h.ring AS ring, h.sector AS sector, h.build AS build, h.region AS region, h.class AS class,
      toUnixTimestamp(h.hour) * 1000 AS hour, h.n AS n, h.x AS x
    FROM bootwatch.history AS h FINAL ORDER BY kind, ring, sector, build, region, class, hour
    LIMIT {limit:UInt32} OFFSET {offset:UInt64}`,
  params: z.object({ limit: z.int(), offset: z.int() }),
  row: HistoryLine,
};
const historyTotals = {
  sql: 'SELECT count() AS lines, sum(h.n) AS n, sum(h.x) AS x FROM bootwatch.history AS h FINAL',
  params: z.object({}),
  row: z.object({ lines: z.number(), n: z.number(), x: z.number() }),
};
const lastMinute = {
  sql: 'SELECT toUnixTimestamp(max(minute)) AS minute FROM bootwatch.snapshot_minute',
  params: z.object({}),
  row: z.object({ minute: z.number() }),
};
const snapshotAt = {
  sql: "SELECT base64Encode(argMax(bytes, version)) AS bytes FROM bootwatch.snapshot_minute WHERE minute = toDateTime({minute:UInt32}, 'UTC') GROUP BY minute",
  params: z.object({ minute: z.int() }),
  row: z.object({ bytes: z.string() }),
};
const sizes = {
  sql: `SELECT table, toUInt64(sum(rows)) AS rows, toUInt64(sum(bytes_on_disk)) AS bytes FROM system.parts
    WHERE database = 'bootwatch' AND active GROUP BY table ORDER BY table`,
  params: z.object({}),
  row: z.object({ table: z.string(), rows: z.number(), bytes: z.number() }),
};
const damage = {
  sql: `SELECT table, toUInt32(count()) AS parts FROM system.detached_parts
    WHERE database = 'bootwatch' AND reason IN ('broken-on-start', 'broken', '') GROUP BY table ORDER BY table`,
  params: z.object({}),
  row: z.object({ table: z.string(), parts: z.int() }),
};
const oldPartitions = {
  sql: `SELECT DISTINCT table, partition FROM system.parts
    WHERE database = 'bootwatch' AND active AND table IN ({tables:Array(String)}) AND toUInt32OrZero(partition) < {before:UInt32}`,
  params: z.object({ tables: z.array(z.string()), before: z.int() }),
  row: z.object({ table: z.enum(MINUTES), partition: z.string().check(z.regex(/^\d{8}$/)) }),
};
const recordDays = {
  sql: `SELECT toString(toYYYYMMDD(r.received)) AS partition, max(r.seq) AS seq FROM bootwatch.records AS r
    WHERE toYYYYMMDD(r.received) < {before:UInt32} GROUP BY partition ORDER BY partition`,
  params: z.object({ before: z.int() }),
  row: z.object({ partition: z.string().check(z.regex(/^\d{8}$/)), seq: z.number() }),
};
/** The day of what was received before the fleet had a time. */
const TIMELESS = '19700101';

/** Tallies read at once. */
const HISTORY_PAGE = 50_000;

/** Opens the store; the schema is brought up to date first. */
export async function openClickHouseStore(engine: Engine): Promise<Store> {
  await migrate(engine);
  // Tokens name inserts of this process, so that a retry within it can be told from a new insert.
  const writer = randomUUID();
  let inserts = 0;
  const token = () => `${writer}-${inserts++}`;

  const insertNames = async (names: readonly DeviceName[], version: number, options?: { once: boolean }) => {
    if (names.length === 0) return;
    const rows = new RowBinary();
    for (const { hash, device, extra } of names) {
      rows.uint64Halves(Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16));
      rows.string(device).string(JSON.stringify(extra)).uint64(version);
    }
    await engine.insert(DEVICES, rows.bytes(), token(), options);
  };

  return {
    async append(records, names, options) {
      // Names first: a record without its device's name could not be shown, a name without records harms nobody.
      await insertNames(names, records.at(-1)?.seq ?? 0, options);
      if (records.length === 0) return;
      const rows = new RowBinary();
      for (const [nth, record] of records.entries()) {
        if (nth % SLICE === 0) await giveWay({ urgent: true });
        writeRecord(rows, record);
      }
      await engine.insert(RECORDS, rows.bytes(), token(), options);
    },
    replay: (afterSeq) => replayRecords(engine, afterSeq),
    lastSeq: async () => (await engine.ask(lastSeq, {}))[0].seq,
    async names(hashes) {
      const rows = hashes.length === 0 ? [] : await engine.ask(namesOf, { hashes: [...hashes] });
      return new Map(rows.map((row) => [row.hash, readName(row)]));
    },
    namesBeginning: async (text, limit) =>
      (await engine.ask(namesBeginning, { text, limit, rows: limit * VERSIONS_A_NAME })).map(readName),
    async reportsOf(hash, limit) {
      const rows = new RowBinaryReader(await engine.bytes(reportsOf, { hash, limit }, 'RowBinary'));
      const records = readRecords(rows, 2 * limit);
      return records.flatMap((record) => (record.kind === 'report' ? [record.report] : []));
    },
    appendLog: (entry) =>
      engine.insert(LOG, new RowBinary().uint64(entry.seq).string(JSON.stringify(entry)).bytes(), token()),
    readLog: async () => (await engine.ask(logEntries, {})).map(({ entry }) => z.parse(LogEntry, JSON.parse(entry))),
    async addHistory(lines) {
      if (lines.length === 0) return;
      const rows = new RowBinary();
      for (const { kind, ring, sector, build, region, class: cls, hour, n, x } of lines) {
        rows.string(kind).string(ring).string(sector).string(build).string(region).string(cls);
        rows
          .uint32(Math.floor(hour / 1000))
          .uint32(n)
          .uint32(x);
      }
      await engine.insert(HISTORY, rows.bytes(), token());
    },
    async *history() {
      for (let offset = 0; ; offset += HISTORY_PAGE) {
        const lines = await engine.ask(historyPage, { limit: HISTORY_PAGE, offset });
        if (lines.length > 0) yield lines;
        if (lines.length < HISTORY_PAGE) return;
      }
    },
    historyTotals: async () => (await engine.ask(historyTotals, {}))[0],
    putMinute: (closed) => putMinute(engine, closed, token),
    trials: (from, to) => readTrials(engine, from, to),
    lastMinute: async () => (await engine.ask(lastMinute, {}))[0].minute * 1000,
    series: (range) => readSeries(engine, range),
    evidence: (range) => readEvidence(engine, range),
    async snapshotAt(at) {
      const [row] = await engine.ask(snapshotAt, { minute: Math.floor(at / 60_000) * 60 });
      return row && new Uint8Array(Buffer.from(row.bytes, 'base64'));
    },
    putCheckpoint: (seq, parts, header) => putCheckpoint(engine, seq, parts, header, token),
    checkpoints: () => readCheckpoints(engine),
    size: () => engine.ask(sizes, {}),
    damage: () => engine.ask(damage, {}),
    async dropBefore(time, savedSeq) {
      const before = Number(new Date(time).toISOString().slice(0, 10).replaceAll('-', ''));
      const minutes = await engine.ask(oldPartitions, { tables: [...MINUTES], before });
      const days = await engine.ask(recordDays, { before });
      const saved = days.filter(({ seq }) => seq <= savedSeq);
      const records = saved.some(({ partition }) => partition !== TIMELESS) ? saved : [];
      for (const { table, partition } of [...minutes, ...records.map((day) => ({ ...day, table: 'records' }))]) {
        await engine.command(`ALTER TABLE bootwatch.${table} DROP PARTITION ${partition}`);
      }
      return saved.length === days.length;
    },
    close: () => engine.close(),
  };
}
