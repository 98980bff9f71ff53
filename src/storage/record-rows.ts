/** Records as rows and back. What every heartbeat has is a column; the rest is JSON in `detail`. */

import * as z from 'zod/mini';
import { InventoryLine } from '#contract/inventory.ts';
import { Report } from '#contract/report.ts';
import { UpdateFacts } from '#contract/update.ts';
import type { Hash64 } from '#domain/fleet/hash.ts';
import type { StoredRecord } from '#server/store.ts';
import type { InsertTarget } from './engine.ts';
import type { RowBinary, RowBinaryReader } from './row-binary.ts';

export const RECORDS = {
  table: 'bootwatch.records',
  columns: [
    ['seq', 'UInt64'],
    ['received', 'DateTime64(3)'],
    ['kind', 'String'],
    ['device', 'UInt64'],
    ['at', 'DateTime64(3)'],
    ['sent', 'DateTime64(3)'],
    ['boot', 'String'],
    ['everySec', 'UInt16'],
    ['update', 'String'],
    ['detail', 'String'],
  ],
} as const satisfies InsertTarget;

/** What `readRecords` reads. */
export const RECORD_COLUMNS = RECORDS.columns.map(([name]) => name).join(', ');

interface RecordRow {
  readonly seq: number;
  /** Epoch milliseconds, as `at` and `sent`. */
  readonly received: number;
  readonly kind: string;
  readonly device: Hash64;
  readonly at: number;
  readonly sent: number;
  readonly boot: string;
  readonly everySec: number;
  readonly update: string;
  readonly detail: string;
}

/** Writes one record; the device's own id stands in the devices table. */
export function writeRecord(rows: RowBinary, record: StoredRecord): void {
  const { hi, lo } = 'device' in record ? record.device : { hi: 0, lo: 0 };
  if (record.kind !== 'report') {
    rows.uint64(record.seq).uint64(record.receivedAt).string(record.kind).uint64Halves(hi, lo);
    rows.uint64(record.receivedAt).uint64(record.receivedAt).string('').uint16(0);
    rows.string(record.kind === 'facts' ? record.update : '').string(JSON.stringify(detailFor(record)));
    return;
  }
  const { at, kind, boot = '', update = '', everySec = 0 } = record.report as FlatReport;
  rows.uint64(record.seq).uint64(record.receivedAt).string(kind).uint64Halves(hi, lo);
  rows.uint64(record.at).uint64(at).string(boot).uint16(everySec).string(update);
  rows.string(restOf(record.report));
}

const COLUMN_FIELDS: ReadonlySet<string> = new Set(['device', 'at', 'kind', 'boot', 'update', 'everySec']);

/** What has no column, as JSON; '' when there is nothing, as with most. */
function restOf(report: Report): string {
  const hasNoColumn = (field: string) => !COLUMN_FIELDS.has(field);
  for (const field in report) {
    // Only now, because taking every heartbeat apart would cost more than the rest of its row.
    if (hasNoColumn(field))
      return JSON.stringify(Object.fromEntries(Object.entries(report).filter(([name]) => hasNoColumn(name))));
  }
  return '';
}

function detailFor(record: Exclude<StoredRecord, { kind: 'report' }>): object {
  switch (record.kind) {
    case 'facts':
      return record.facts;
    case 'inventory':
      return { ...record.line, device: '' };
    case 'deaf':
      return { since: record.since };
    case 'clock':
      return {};
  }
}

const DeafDetail = z.object({ since: z.number() });

type FlatReport = Report & { boot?: string; update?: string; everySec?: number };

/**
 * The next records that rows stand for, so many at most; `report.device` and `line.device` are empty, as the state does
 * not read them.
 */
export function readRecords(rows: RowBinaryReader, most: number): StoredRecord[] {
  const records: StoredRecord[] = [];
  let kind = '';
  while (!rows.isAtEnd && records.length < most) {
    const [seq, received] = [rows.uint64(), rows.uint64()];
    kind = rows.stringLike(kind);
    records.push(
      readRecord({
        seq,
        received,
        kind,
        device: rows.uint64Halves(),
        at: rows.uint64(),
        sent: rows.uint64(),
        boot: rows.string(),
        everySec: rows.uint16(),
        update: rows.string(),
        detail: rows.string(),
      }),
    );
  }
  return records;
}

function readRecord(row: RecordRow): StoredRecord {
  const { device } = row;
  const stamp = { seq: row.seq, receivedAt: row.received };
  if (row.kind === 'facts')
    return { ...stamp, kind: 'facts', update: row.update, facts: z.parse(UpdateFacts, detailOf(row)) };
  if (row.kind === 'clock') return { ...stamp, kind: 'clock' };
  if (row.kind === 'deaf') return { ...stamp, kind: 'deaf', ...z.parse(DeafDetail, detailOf(row)) };
  if (row.kind === 'inventory') {
    return {
      ...stamp,
      kind: 'inventory',
      device,
      line: { ...z.parse(InventoryLine, { ...detailOf(row), device: '-' }), device: '' },
    };
  }
  return { ...stamp, kind: 'report', device, at: row.at, report: readReport(row) };
}

function readReport(row: RecordRow): Report {
  const { kind, boot, everySec, sent: at } = row;
  // Most rows are plain heartbeats; checking again what the columns' types say already would double a restart.
  if (kind === 'heartbeat' && row.detail === '') {
    return { device: '', at, kind, boot, ...(everySec === 0 ? {} : { everySec }) };
  }
  const report = z.parse(Report, {
    device: '-',
    at,
    kind,
    ...(boot === '' ? {} : { boot }),
    ...(row.update === '' ? {} : { update: row.update }),
    ...(everySec === 0 ? {} : { everySec }),
    ...detailOf(row),
  });
  return { ...report, device: '' };
}

const detailOf = (row: RecordRow): object => (row.detail === '' ? {} : JSON.parse(row.detail));
