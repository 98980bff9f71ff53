/** Records as rows and back. What every heartbeat has is a column; the rest is JSON in `detail`. */

import * as z from 'zod/mini';
import { InventoryLine } from '#contract/inventory.ts';
import { Report } from '#contract/report.ts';
import { UpdateFacts } from '#contract/update.ts';
import type { StoredRecord } from '#server/store.ts';
import type { InsertTarget } from './engine.ts';
import type { RowBinary } from './row-binary.ts';

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

export const RECORD_COLUMNS = `seq, toUnixTimestamp64Milli(received) AS received, kind, leftPad(hex(device), 16, '0') AS device,
  toUnixTimestamp64Milli(at) AS at, toUnixTimestamp64Milli(sent) AS sent, boot, everySec, update, detail`;

export const RecordRow = z.object({
  seq: z.number(),
  received: z.number(),
  kind: z.string(),
  /** 16 hexadecimal digits. */
  device: z.string(),
  at: z.number(),
  sent: z.number(),
  boot: z.string(),
  everySec: z.number(),
  update: z.string(),
  detail: z.string(),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** Writes one record; the device's own id stands in the devices table. */
export function writeRecord(rows: RowBinary, record: StoredRecord): void {
  const { hi, lo } = 'device' in record ? record.device : { hi: 0, lo: 0 };
  if (record.kind !== 'report') {
    rows.uint64(record.seq).uint64(record.receivedAt).string(record.kind).uint64Halves(hi, lo);
    rows.uint64(record.receivedAt).uint64(record.receivedAt).string('').uint16(0);
    rows.string(record.kind === 'facts' ? record.update : '').string(JSON.stringify(detailFor(record)));
    return;
  }
  const { device: _, at, kind, boot = '', update = '', everySec = 0, ...rest } = record.report as FlatReport;
  rows.uint64(record.seq).uint64(record.receivedAt).string(kind).uint64Halves(hi, lo);
  rows.uint64(record.at).uint64(at).string(boot).uint16(everySec).string(update);
  rows.string(Object.keys(rest).length === 0 ? '' : JSON.stringify(rest));
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

/** The record a row stands for; `report.device` and `line.device` are empty, as the state does not read them. */
export function readRecord(row: RecordRow): StoredRecord {
  const stamp = { seq: row.seq, receivedAt: row.received };
  const device = { hi: Number.parseInt(row.device.slice(0, 8), 16), lo: Number.parseInt(row.device.slice(8), 16) };
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

/** The report of a row, its device left empty. */
export function readReport(row: RecordRow): Report {
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
