/** The inventory, line by line. */

import type { InventoryReceipt } from '#contract/inventory.ts';
import { extraLabels } from '#domain/fleet/extra-labels.ts';
import type { Bootwatch } from '../bootwatch.ts';
import { type Delivery, type Ingest, nameOf } from '../ingest.ts';
import type { ReadLine } from '../inventory/read-line.ts';
import { type Novelty, ReceiptTally } from '../inventory/receipt-tally.ts';
import { noSpace, Refusal } from '../problem.ts';

/** Lines written at once, or characters of JSON where they are long; while they are, as many are read ahead. */
const LINES_PER_WRITE = 2_000;
const TEXT_PER_WRITE = 1024 * 1024;

/**
 * Writes and applies what the good lines say that was not known, and says which were bad; in a dry run it only says.
 * Where it breaks off in the middle, what was applied stays applied, and sending the same again is harmless.
 * @throws Refusal whatever reading the lines throws; 503 when the store did not take them.
 */
export async function putDevices(
  product: Bootwatch,
  ingest: Ingest,
  pieces: AsyncIterable<readonly ReadLine[]>,
  dryRun: boolean,
): Promise<InventoryReceipt> {
  const tally = new ReceiptTally(product.fleet, dryRun);
  let gathered: Novelty[] = [];
  let gatheredText = 0;
  let written = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    await writing;
    const novelties = gathered.splice(0);
    gatheredText = 0;
    writing = ingest.takeWhenRoom(deliveryOf(product, novelties)).then(
      (unwritable) => {
        for (const place of unwritable) tally.takeBack(novelties[place]);
        written += novelties.length - unwritable.length;
      },
      (error: unknown) => {
        throw brokenOff(error, written);
      },
    );
    // Its failure is met when the next lines are to be written, or at the end.
    writing.catch(() => undefined);
  };
  for await (const lines of pieces) {
    const novelties = lines.map((line) => tally.take(line)).filter((novelty) => novelty !== undefined);
    if (dryRun) continue;
    gathered = gathered.concat(novelties);
    for (const { line } of novelties) gatheredText += JSON.stringify(line).length;
    if (gathered.length >= LINES_PER_WRITE || gatheredText >= TEXT_PER_WRITE) await write();
  }
  if (gathered.length > 0) await write();
  await writing;
  gathered = tally.zonesLeft();
  if (gathered.length > 0 && !dryRun) await write();
  await writing;
  return tally.receipt();
}

function deliveryOf(product: Bootwatch, novelties: readonly Novelty[]): Delivery {
  const receivedAt = product.stamp();
  return {
    records: novelties.map(({ device, line }) => ({ kind: 'inventory', receivedAt, device, line })),
    names: novelties.flatMap(({ device, line }) => {
      const extra = extraLabels(line.labels);
      const isNamed = product.fleet.index.find(device) !== -1 && Object.keys(extra).length === 0;
      return isNamed ? [] : [nameOf(line.device, device, extra)];
    }),
  };
}

/** The store's refusal speaks of one request; of this one a part is in already. */
function brokenOff(error: unknown, written: number): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.code === 'storage-full') return noSpace(`at least ${written} devices of the inventory are in, not all`);
  if (error.code !== 'not-ready') return error;
  const detail = `The inventory could not be written down whole: at least ${written} devices are in. Send all of it again; what is known is not written twice.`;
  return new Refusal('not-ready', detail, { retryAfterSec: error.retryAfterSec ?? 1 });
}
