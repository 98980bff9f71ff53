/** A file of the stored reports is damaged while the server is dead: it starts, shows the rest, and says what is missing. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Snapshot } from '#contract/snapshot.ts';
import { withSupervised } from '../supervised-process.ts';
import { withFolder } from '../with-folder.ts';
import { sendBatch } from './deliveries.ts';
import { Ledger } from './ledger.ts';

const BATCHES = 6;
const FLIPPED_BYTES = 64;
const SAID = 'Part of the stored history is damaged (records: 1 part set aside)';

export interface DamagedSetting {
  readonly port: number;
  /** The built app. */
  readonly app: string;
  /** Epoch milliseconds. */
  readonly wallNow: () => number;
}

export interface DamagedResult {
  readonly devices: number;
  readonly devicesLeft: number;
  readonly faults: readonly string[];
}

export const damagedPart = ({ port, app, wallNow }: DamagedSetting): Promise<DamagedResult> =>
  withFolder('damaged', async (folder) => {
    const ledger = new Ledger(wallNow);
    // Ends as by a power cut: what was sent is read again from the damaged file.
    await withSupervised(port, folder, app, async ({ url }) => {
      for (let n = 0; n < BATCHES; n++) {
        const batch = ledger.next();
        if (await sendBatch(url, batch)) ledger.acknowledge(batch);
      }
    });
    damage(folder);
    return withSupervised(port, folder, app, async (server) => {
      const { fleet, troubles } = (await (await fetch(`${server.url}/api/snapshot`)).json()) as Snapshot;
      const readiness = await (await fetch(`${server.url}/readyz`)).text();
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      const next = ledger.next();
      const goesOn = await sendBatch(server.url, next);
      const code = await server.end('SIGTERM');
      const faults = [
        ...(troubles.some((sentence) => sentence.startsWith(SAID)) ? [] : [`the board says ${troubles.join(' ')}`]),
        ...(readiness.includes(SAID) ? [] : [`/readyz says ${readiness}`]),
        ...(metrics.includes('bootwatch_damaged_parts{table="records"} 1') ? [] : ['/metrics says nothing']),
        ...(fleet.devices < ledger.devices.size ? [] : ['nothing was damaged']),
        ...(goesOn ? [] : ['no report is taken any more']),
        ...(code === 0 ? [] : [`exit code ${code}`]),
      ];
      return { devices: ledger.devices.size, devicesLeft: fleet.devices, faults };
    });
  });

/** Flips bytes in the middle of the largest part that holds reports. */
function damage(folder: string): void {
  const store = join(folder, 'engine/store');
  const parts = readdirSync(store, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/columns.txt') && readFileSync(join(store, path), 'utf8').includes('`everySec`'))
    .map((path) => join(store, dirname(path)))
    .map((part) => ({ part, file: join(part, 'data.bin'), bytes: readFileSync(join(part, 'data.bin')) }));
  const { part, file, bytes } = parts.reduce((most, other) => (other.bytes.length > most.bytes.length ? other : most));
  // For some minutes the engine keeps what it merged, and would mend the damage with it.
  for (const { part: other } of parts) if (isMergedInto(other, part)) rmSync(other, { recursive: true });
  const middle = bytes.length >> 1;
  for (let i = middle; i < middle + FLIPPED_BYTES; i++) bytes[i] ^= 0xff;
  writeFileSync(file, bytes);
}

/** Whether the blocks of a part, which its folder is named after (`partition_first_last_level`), are all in another. */
function isMergedInto(part: string, whole: string): boolean {
  const [partition, first, last] = basename(part).split('_');
  const [wholePartition, wholeFirst, wholeLast] = basename(whole).split('_');
  const within = Number(first) >= Number(wholeFirst) && Number(last) <= Number(wholeLast);
  return part !== whole && dirname(part) === dirname(whole) && partition === wholePartition && within;
}
