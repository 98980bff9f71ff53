/** What was sent to a server that may be killed at any moment, and what of it was acknowledged. */
import type { Report } from '#contract/report.ts';

export const UPDATE = 'acme/agent@7';
const DEVICES_A_BATCH = 40;
/** Devices of an inventory, which never report. */
const LISTED = 2_000;
const MINUTE_MS = 60_000;

export interface Batch {
  /** Epoch milliseconds, the same when it is sent again. */
  readonly sentAt: number;
  readonly reports: readonly Report[];
  /** A note of its own, written after the reports. */
  readonly note: string;
}

export class Ledger {
  /** Device -> kinds of the reports that were acknowledged. */
  readonly devices = new Map<string, Set<Report['kind']>>();
  readonly notes = new Set<string>();
  /** Sent, and the answer never came. */
  readonly unanswered: Batch[] = [];
  installs = 0;
  /** Devices of the inventory that was acknowledged; 0 = none was given. */
  listed = 0;
  acknowledgedReports = 0;
  #batches = 0;
  readonly #wallNow: () => number;

  /** `wallNow`: epoch milliseconds. */
  constructor(wallNow: () => number) {
    this.#wallNow = wallNow;
  }

  /** The inventory as lines, given before anything is reported. */
  inventory(): string {
    const line = (n: number) =>
      JSON.stringify({ device: `listed-${n}`, labels: { ring: 'Broad', site: `site-${n % 9}` } });
    return Array.from({ length: LISTED }, (_, n) => line(n)).join('\n');
  }

  /** Reports of devices nobody has heard of: up, alive, every second one with the update. */
  next(): Batch {
    const number = this.#batches++;
    const at = this.#wallNow();
    const reports = Array.from({ length: DEVICES_A_BATCH }, (_, n): Report[] => {
      const device = `kill-${number}-${n}`;
      const common = { device, labels: { ring: n % 10 === 0 ? 'Canary' : 'Broad', sector: `s-${n % 5}` } };
      const boot = `${device}-1`;
      return [
        { ...common, kind: 'boot.started', at: at - 20 * MINUTE_MS, boot },
        { ...common, kind: 'boot.completed', at: at - 19 * MINUTE_MS, boot },
        ...(n % 2 === 0
          ? [{ ...common, kind: 'update.installed' as const, at: at - 10 * MINUTE_MS, update: UPDATE }]
          : []),
        { ...common, kind: 'heartbeat', at, boot, everySec: 3_600 },
      ];
    }).flat();
    return { sentAt: at, reports, note: `note ${number}` };
  }

  acknowledgeInventory(): void {
    this.listed = LISTED;
  }

  acknowledge({ reports, note }: Batch): void {
    for (const { device, kind } of reports) {
      const kinds = this.devices.get(device) ?? new Set();
      if (kind === 'update.installed' && !kinds.has(kind)) this.installs++;
      this.devices.set(device, kinds.add(kind));
    }
    this.acknowledgedReports += reports.length;
    this.notes.add(note);
  }
}
