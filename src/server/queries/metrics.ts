/** Prometheus text format. */
import { CONDITIONS } from '#contract/words.ts';
import { totals } from '#domain/fleet/read.ts';
import type { Bootwatch } from '../bootwatch.ts';
import type { Ingest } from '../ingest.ts';

/** @throws nothing: without an answer of the store its numbers are left out. */
export async function metricsText(product: Bootwatch, ingest: Ingest): Promise<string> {
  const sizes = await product.store.size().catch(() => []);
  const { metrics, fleet, clock } = product;
  const { conditions } = totals(fleet);
  const lines: string[] = [];
  const metric = (
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    values: readonly (readonly [string, number])[],
  ) => {
    lines.push(`# HELP bootwatch_${name} ${help}`, `# TYPE bootwatch_${name} ${type}`);
    for (const [labels, value] of values) lines.push(`bootwatch_${name}${labels} ${value}`);
  };
  metric('reports_accepted_total', 'counter', 'Reports written and applied.', [['', metrics.reportsAccepted]]);
  metric('reports_duplicate_total', 'counter', 'Reports seen before.', [['', metrics.reportsDuplicate]]);
  metric(
    'reports_rejected_total',
    'counter',
    'Reports not taken, by reason.',
    [...metrics.reportsRejected].map(([reason, count]) => [`{reason="${reason}"}`, count]),
  );
  metric('otlp_records_total', 'counter', 'OpenTelemetry log records received.', [['', metrics.otlpRecords]]);
  metric('otlp_records_ignored_total', 'counter', 'Those of them about nothing that is listened for.', [
    ['', metrics.otlpRecordsIgnored],
  ]);
  metric('remote_samples_total', 'counter', 'Prometheus samples received.', [['', metrics.remoteSamples]]);
  metric('report_groups_total', 'counter', 'Groups of reports, by result.', [
    ['{result="written"}', metrics.groupsWritten],
    ['{result="failed"}', metrics.groupsFailed],
  ]);
  metric('records_left_out_total', 'counter', 'Records that were written but could not be applied.', [
    ['', metrics.recordsLeftOut],
  ]);
  metric('store_full', 'gauge', '1 while the disk has no space for what is to be written.', [
    ['', product.store.isFull() ? 1 : 0],
  ]);
  metric(
    'damaged_parts',
    'gauge',
    'Parts of tables that are damaged on disk and set aside, by table.',
    product.damage.map(({ table, parts }) => [`{table="${table}"}`, parts]),
  );
  metric('queued_reports', 'gauge', 'Reports waiting to be written.', [['', ingest.queued]]);
  metric('ingest_lag_seconds', 'gauge', 'How long the reports that wait longest have waited.', [
    ['', ingest.lagMs / 1000],
  ]);
  for (const [name, unit, help] of [
    ['store_rows', 'rows', 'Rows kept, by table.'],
    ['store_bytes', 'bytes', 'Bytes on disk, by table.'],
  ] as const) {
    metric(
      name,
      'gauge',
      help,
      sizes.map((size) => [`{table="${size.table}"}`, size[unit]]),
    );
  }
  const { loopDelayMs } = product.world;
  if (loopDelayMs) {
    metric('event_loop_delay_p99_seconds', 'gauge', 'How late the event loop was since this was last asked.', [
      ['', loopDelayMs() / 1000],
    ]);
  }
  const { restarts } = product.world;
  if (restarts) {
    metric(
      'restarts_total',
      'counter',
      'How often the supervisor replaced the server, by reason.',
      Object.entries(restarts).map(([reason, count]) => [`{reason="${reason}"}`, count]),
    );
  }
  metric('checkpoints_total', 'counter', 'Checkpoints, by result.', [
    ['{result="written"}', metrics.checkpoints],
    ['{result="failed"}', metrics.checkpointFailures],
  ]);
  metric('minutes_written_total', 'counter', 'Fleet minutes closed and written.', [['', metrics.minutesWritten]]);
  metric('snapshots_built_total', 'counter', 'Snapshots built for boards.', [['', metrics.snapshotsBuilt]]);
  metric(
    'devices',
    'gauge',
    'Devices by condition.',
    CONDITIONS.map((condition) => [`{condition="${condition}"}`, conditions[condition]]),
  );
  metric(
    'labels_overflowed_total',
    'counter',
    'Label values beyond their limit, counted as Other.',
    Object.entries(fleet.dictionaries).map(([label, { overflowed }]) => [`{label="${label}"}`, overflowed]),
  );
  metric('updates_overflowed_total', 'counter', 'Reports of updates beyond the limit.', [
    ['', fleet.updates.overflowed],
  ]);
  metric('trials_late_total', 'counter', 'Trials that came after their minute had closed; they are no evidence.', [
    ['', fleet.trials.late],
  ]);
  metric('telemetry_impaired_regions', 'gauge', 'Regions whose ingest gate is closed.', [
    ['', fleet.suspensions.open.size],
  ]);
  metric('fleet_clock_seconds', 'gauge', 'Fleet clock.', [['', Math.floor(clock.now() / 1000)]]);
  return `${lines.join('\n')}\n`;
}
