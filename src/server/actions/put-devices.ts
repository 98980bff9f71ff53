/** The inventory, line by line. */

import * as z from 'zod/mini';
import { InventoryLine, type InventoryReceipt } from '#contract/inventory.ts';
import { extraLabels } from '#domain/fleet/extra-labels.ts';
import { hash64 } from '#domain/fleet/hash.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { firstIssue } from '../http/issues.ts';
import { type Ingest, type NewRecord, nameOf } from '../ingest.ts';
import type { DeviceName } from '../store.ts';

/** Bad lines listed in a receipt; more are only counted. */
const MAX_LISTED = 100;
/** Lines written at once. */
const LINES_PER_WRITE = 20_000;

/** Applies the good lines and says which were bad. `lines` are parsed JSON values, or undefined for no JSON. */
export async function putDevices(
  product: Bootwatch,
  ingest: Ingest,
  lines: Iterable<unknown>,
): Promise<InventoryReceipt> {
  const receipt: InventoryReceipt = { applied: 0, rejected: [], rejectedCount: 0 };
  const receivedAt = product.stamp();
  let records: NewRecord[] = [];
  let names: DeviceName[] = [];
  const write = async () => {
    if (records.length > 0) await ingest.take({ records, names });
    receipt.applied += records.length;
    records = [];
    names = [];
  };
  let number = 0;
  for (const raw of lines) {
    number++;
    const parsed = z.safeParse(InventoryLine, raw);
    if (!parsed.success) {
      receipt.rejectedCount++;
      const why = raw === undefined ? 'not a JSON object' : firstIssue(parsed.error);
      if (receipt.rejected.length < MAX_LISTED) receipt.rejected.push({ line: number, why });
      continue;
    }
    const line = parsed.data;
    const device = hash64(line.device);
    records.push({ kind: 'inventory', receivedAt, device, line });
    names.push(nameOf(line.device, device, extraLabels(line.labels)));
    if (records.length === LINES_PER_WRITE) await write();
  }
  await write();
  return receipt;
}
