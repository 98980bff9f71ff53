/** Closed minutes: what charts and time travel read. */

import * as z from 'zod/mini';
import { CONDITIONS } from '#contract/words.ts';
import { UPDATE_MEASURES } from '#domain/fleet/counters.ts';
import type { TrialMinuteRow } from '#domain/fleet/trial-minute-rows.ts';
import type { ClosedMinute, EvidenceRange, EvidenceRow, SeriesRange, SeriesRow } from '#server/store.ts';
import type { Engine, InsertTarget } from './engine.ts';
import { RowBinary } from './row-binary.ts';

const FLEET_MINUTE: InsertTarget = {
  table: 'bootwatch.fleet_minute',
  columns: [
    ['minute', 'DateTime'],
    ['ring', 'String'],
    ['sector', 'String'],
    ['region', 'String'],
    ['class', 'String'],
    ...CONDITIONS.map((condition) => [condition, 'UInt32'] as const),
    ['version', 'UInt64'],
  ],
};
const UPDATE_MINUTE: InsertTarget = {
  table: 'bootwatch.update_minute',
  columns: [
    ['minute', 'DateTime'],
    ['update', 'String'],
    ['ring', 'String'],
    ['sector', 'String'],
    ...UPDATE_MEASURES.map((measure) => [measure, 'UInt32'] as const),
    ['version', 'UInt64'],
  ],
};
const TRIAL_MINUTE: InsertTarget = {
  table: 'bootwatch.trial_minute',
  columns: [
    ['due', 'DateTime'],
    ['kind', 'String'],
    ['ring', 'String'],
    ['sector', 'String'],
    ['build', 'String'],
    ['region', 'String'],
    ['class', 'String'],
    ['updates', 'String'],
    ['n', 'UInt32'],
    ['loop', 'UInt32'],
    ['dark', 'UInt32'],
    ['darkSites', 'String'],
    ['version', 'UInt64'],
  ],
};
const EVIDENCE_MINUTE: InsertTarget = {
  table: 'bootwatch.evidence_minute',
  columns: [
    ['minute', 'DateTime'],
    ['update', 'String'],
    ['now', 'Float64'],
    ['most', 'Float64'],
    ['version', 'UInt64'],
  ],
};
const SNAPSHOT_MINUTE: InsertTarget = {
  table: 'bootwatch.snapshot_minute',
  columns: [
    ['minute', 'DateTime'],
    ['bytes', 'String'],
    ['version', 'UInt64'],
  ],
};

/** Writes a closed minute, the snapshot last: it is what marks the minute as closed. */
export async function putMinute(engine: Engine, closed: ClosedMinute, token: () => string): Promise<void> {
  const seconds = closed.minute / 1000;
  const fleet = new RowBinary();
  for (const row of closed.fleet) {
    fleet.uint32(seconds).string(row.ring).string(row.sector).string(row.region).string(row.class);
    for (const condition of CONDITIONS) fleet.uint32(row[condition]);
    fleet.uint64(closed.version);
  }
  const updates = new RowBinary();
  for (const row of closed.updates) {
    updates.uint32(seconds).string(row.update).string(row.ring).string(row.sector);
    for (const measure of UPDATE_MEASURES) updates.uint32(row[measure]);
    updates.uint64(closed.version);
  }
  const trials = new RowBinary();
  for (const row of closed.trials) {
    trials
      .uint32(row.due * 60)
      .string(row.kind)
      .string(row.ring)
      .string(row.sector)
      .string(row.build);
    trials.string(row.region).string(row.class).string(JSON.stringify(row.updates));
    trials.uint32(row.n).uint32(row.loop).uint32(row.dark).string(JSON.stringify(row.darkSites)).uint64(closed.version);
  }
  const evidence = new RowBinary();
  for (const { update, now, most } of closed.evidence) {
    evidence.uint32(seconds).string(update).float64(now).float64(most).uint64(closed.version);
  }
  if (closed.evidence.length > 0) await engine.insert(EVIDENCE_MINUTE, evidence.bytes(), token());
  if (closed.trials.length > 0) await engine.insert(TRIAL_MINUTE, trials.bytes(), token());
  if (closed.fleet.length > 0) await engine.insert(FLEET_MINUTE, fleet.bytes(), token());
  if (closed.updates.length > 0) await engine.insert(UPDATE_MINUTE, updates.bytes(), token());
  const snapshot = new RowBinary().uint32(seconds).blob(closed.snapshot).uint64(closed.version);
  await engine.insert(SNAPSHOT_MINUTE, snapshot.bytes(), token());
}

const POINT = 'toUInt32(intDiv(toUnixTimestamp(m.minute), {step:UInt32}) * {step:UInt32})';
/** Of each step, the last minute that was closed. */
const IN_RANGE = `m.minute >= toDateTime({from:UInt32}, 'UTC') AND m.minute < toDateTime({to:UInt32}, 'UTC')
  AND m.minute IN (
    SELECT max(s.minute) FROM bootwatch.snapshot_minute AS s
    WHERE s.minute >= toDateTime({from:UInt32}, 'UTC') AND s.minute < toDateTime({to:UInt32}, 'UTC')
    GROUP BY intDiv(toUnixTimestamp(s.minute), {step:UInt32}))`;
const row = z.object({
  point: z.number(),
  key: z.string(),
  down: z.number(),
  of: z.number(),
  installed: z.nullable(z.number()),
});
const range = z.object({ from: z.int(), to: z.int(), step: z.int() });

const fleetSeries = (by: SeriesRange['by']) => ({
  sql: `SELECT ${POINT} AS point, m.${by} AS key, sum(m.looping + m.silent) AS down,
      sum(m.healthy + m.looping + m.silent) AS of, CAST(NULL, 'Nullable(UInt64)') AS installed
    FROM bootwatch.fleet_minute AS m FINAL WHERE ${IN_RANGE} GROUP BY point, key ORDER BY point, key`,
  params: range,
  row,
});

const updateSeries = (by: SeriesRange['by']) => ({
  sql: `SELECT ${POINT} AS point, m.${by} AS key, sum(m.loopingChecked + m.silentChecked) AS down,
      sum(m.checked) AS of, sum(m.waiting + m.pending + m.checked + m.censored) AS installed
    FROM bootwatch.update_minute AS m FINAL WHERE m.update = {update:String} AND ${IN_RANGE} GROUP BY point, key ORDER BY point, key`,
  params: z.extend(range, { update: z.string() }),
  row,
});

export async function readSeries(engine: Engine, { by, update, from, to, stepMs }: SeriesRange): Promise<SeriesRow[]> {
  const params = { from: from / 1000, to: to / 1000, step: stepMs / 1000 };
  const rows =
    update === undefined
      ? await engine.ask(fleetSeries(by), params)
      : await engine.ask(updateSeries(by), { ...params, update });
  return rows.map(({ point, ...rest }) => ({ point: point * 1000, ...rest }));
}

const evidenceSeries = {
  sql: `SELECT ${POINT} AS point, argMax(m.now, m.minute) AS now, argMax(m.most, m.minute) AS most
    FROM bootwatch.evidence_minute AS m FINAL
    WHERE m.update = {update:String} AND m.minute >= toDateTime({from:UInt32}, 'UTC') AND m.minute < toDateTime({to:UInt32}, 'UTC')
    GROUP BY point ORDER BY point`,
  params: z.extend(range, { update: z.string() }),
  row: z.object({ point: z.number(), now: z.number(), most: z.number() }),
};

export async function readEvidence(
  engine: Engine,
  { update, from, to, stepMs }: EvidenceRange,
): Promise<EvidenceRow[]> {
  const params = { update, from: from / 1000, to: to / 1000, step: stepMs / 1000 };
  return (await engine.ask(evidenceSeries, params)).map((row) => ({ ...row, point: row.point * 1000 }));
}

const trialsBetween = {
  sql: `SELECT toUnixTimestamp(t.due) AS due, t.kind AS kind, t.ring AS ring, t.sector AS sector, t.build AS build,
      t.region AS region, t.class AS class, t.updates AS updates, t.n AS n, t.loop AS loop, t.dark AS dark, t.darkSites AS darkSites
    FROM bootwatch.trial_minute AS t FINAL
    WHERE t.due >= toDateTime({from:UInt32}, 'UTC') AND t.due < toDateTime({to:UInt32}, 'UTC')`,
  params: z.object({ from: z.int(), to: z.int() }),
  row: z.object({
    due: z.number(),
    kind: z.string(),
    ring: z.string(),
    sector: z.string(),
    build: z.string(),
    region: z.string(),
    class: z.string(),
    updates: z.string(),
    n: z.number(),
    loop: z.number(),
    dark: z.number(),
    darkSites: z.string(),
  }),
};

export async function readTrials(engine: Engine, from: number, to: number): Promise<TrialMinuteRow[]> {
  const rows = await engine.ask(trialsBetween, { from: from * 60, to: to * 60 });
  return rows.map((row) => ({
    ...row,
    due: row.due / 60,
    updates: JSON.parse(row.updates),
    darkSites: JSON.parse(row.darkSites),
  }));
}
