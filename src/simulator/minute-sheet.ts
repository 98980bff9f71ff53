/** The reports of one fleet minute, put in order of time. */
import type { Report } from '#contract/report.ts';
import { MINUTE_MS } from './local-time.ts';

/**
 * Collects reports with whole-millisecond times inside one minute and sorts them by counting: linear, and reports of
 * the same millisecond keep the order they were written in.
 */
export class MinuteSheet {
  #reports: Report[] = [];
  readonly #starts = new Uint32Array(MINUTE_MS + 1);

  write(report: Report): void {
    this.#reports.push(report);
  }

  /** All reports written since the last call, by time; `from` is the start of their minute. */
  take(from: number): Report[] {
    const reports = this.#reports;
    const starts = this.#starts.fill(0);
    this.#reports = [];
    for (const { at } of reports) starts[at - from + 1] = (starts[at - from + 1] ?? 0) + 1;
    for (let ms = 1; ms <= MINUTE_MS; ms += 1) starts[ms] = (starts[ms] ?? 0) + (starts[ms - 1] ?? 0);
    const sorted = new Array<Report>(reports.length);
    for (const report of reports) {
      const place = starts[report.at - from] ?? 0;
      starts[report.at - from] = place + 1;
      sorted[place] = report;
    }
    return sorted;
  }
}
