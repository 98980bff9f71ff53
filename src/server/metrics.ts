/** Counters for /metrics. */
export interface Metrics {
  reportsAccepted: number;
  reportsDuplicate: number;
  /** By reason. */
  readonly reportsRejected: Map<string, number>;
  /** OpenTelemetry log records, and those of them about nothing that is listened for. */
  otlpRecords: number;
  otlpRecordsIgnored: number;
  /** Samples of Prometheus. */
  remoteSamples: number;
  groupsWritten: number;
  groupsFailed: number;
  /** Durable, and impossible to apply. */
  recordsLeftOut: number;
  checkpoints: number;
  checkpointFailures: number;
  minutesWritten: number;
  snapshotsBuilt: number;
}

export const createMetrics = (): Metrics => ({
  reportsAccepted: 0,
  reportsDuplicate: 0,
  reportsRejected: new Map(),
  otlpRecords: 0,
  otlpRecordsIgnored: 0,
  remoteSamples: 0,
  groupsWritten: 0,
  groupsFailed: 0,
  recordsLeftOut: 0,
  checkpoints: 0,
  checkpointFailures: 0,
  minutesWritten: 0,
  snapshotsBuilt: 0,
});
