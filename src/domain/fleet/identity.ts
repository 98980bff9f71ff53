/** What makes two reports the same report. */
import type { Report } from '#contract/report.ts';
import type { Hash64 } from './hash.ts';

/** A report as the state takes it: the device by its hash, the time corrected for skew, in epoch seconds. */
export interface Arrival {
  readonly device: Hash64;
  readonly at: number;
  /** As it was sent; what the state keeps does not depend on `report.device`. */
  readonly report: Report;
}

/**
 * The identity of a report as text, or undefined for the kinds whose repetition the fleet state itself shows
 * (boots and heartbeats without an id of the client's). A device may sleep many times in one boot, so a
 * shutdown is told by its time as well.
 */
export function identityOf({ device, report }: Arrival): string | undefined {
  if (report.id !== undefined) return `${device.hi}.${device.lo}\nid\n${report.id}`;
  switch (report.kind) {
    case 'boot.started':
    case 'boot.completed':
    case 'heartbeat':
      return undefined;
    case 'update.offered':
    case 'update.installed':
    case 'update.reverted':
      return `${device.hi}.${device.lo}\n${report.kind}\n${report.update}\n${report.at}`;
    case 'crash':
      return `${device.hi}.${device.lo}\ncrash\n${report.boot ?? report.at}`;
    case 'shutdown':
    case 'gone':
      return `${device.hi}.${device.lo}\n${report.kind}\n${report.at}`;
  }
}

/**
 * The identity of any report as it was sent, for telling repetitions among reports that are not applied yet. That of a
 * heartbeat, of which there are most, takes the device's own id: that is there already, and begins like no other.
 */
export function inFlightIdentity(arrival: Arrival): string {
  const { device, report } = arrival;
  const identity = identityOf(arrival);
  if (identity !== undefined) return identity;
  return report.kind === 'heartbeat'
    ? `\n${report.device}\n${report.at}`
    : `${device.hi}.${device.lo}\n${report.kind}\n${'boot' in report ? report.boot : ''}`;
}
