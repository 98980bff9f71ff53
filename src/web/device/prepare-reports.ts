/** The last reports of a device as lines: what it said several times in a row is one. */
import { MAX_DEVICE_REPORTS } from '#contract/limits.ts';
import type { Report } from '#contract/report.ts';
import { type ReportLine, sayReport } from './say-report.ts';

/** How many in a row said the same, and when the oldest of them; epoch milliseconds. */
export interface Repeated {
  times: number;
  since: number;
}

export interface ReportsLine extends ReportLine {
  /** Epoch milliseconds of the newest. */
  at: number;
  /** null for one. */
  repeated: Repeated | null;
  /** There may be more of the same that were left out. */
  isCut: boolean;
}

/** @param reports newest first, and so are the lines. */
export function prepareReports(reports: readonly Report[], nameOf: (update: string) => string): ReportsLine[] {
  const lines: ReportsLine[] = [];
  const left = { beats: MAX_DEVICE_REPORTS, others: MAX_DEVICE_REPORTS };
  for (const report of reports) {
    const isLast = --left[report.kind === 'heartbeat' ? 'beats' : 'others'] === 0;
    const said = sayReport(report, nameOf);
    const last = lines.at(-1);
    if (last?.words === said.words) last.repeated = { times: (last.repeated?.times ?? 1) + 1, since: report.at };
    else lines.push({ ...said, at: report.at, repeated: null, isCut: false });
    const line = lines.at(-1);
    if (line && isLast) line.isCut = true;
  }
  return lines;
}
