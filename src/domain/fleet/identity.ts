/** What makes two reports the same report. */
import type { Report } from '#contract/report.ts';

/**
 * The identity of a report as text, or undefined for the kinds whose repetition the fleet state itself shows
 * (boots and heartbeats without an id of the client's). A device may sleep many times in one boot, so a
 * shutdown is told by its time as well.
 */
export function identityOf(report: Report): string | undefined {
  if (report.id !== undefined) return `${report.device}\n${report.id}`;
  switch (report.kind) {
    case 'boot.started':
    case 'boot.completed':
    case 'heartbeat':
      return undefined;
    case 'update.offered':
    case 'update.installed':
    case 'update.reverted':
      return `${report.device}\n${report.kind}\n${report.update}\n${report.at}`;
    case 'crash':
      return `${report.device}\ncrash\n${report.boot ?? report.at}`;
    case 'shutdown':
    case 'gone':
      return `${report.device}\n${report.kind}\n${report.at}`;
  }
}

/** The identity of any report, for telling repetitions among reports that are not applied yet. */
export function inFlightIdentity(report: Report): string {
  const identity = identityOf(report);
  if (identity !== undefined) return identity;
  return report.kind === 'heartbeat'
    ? `${report.device}\nheartbeat\n${report.at}`
    : `${report.device}\n${report.kind}\n${'boot' in report ? report.boot : ''}`;
}
