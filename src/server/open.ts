/** Opens the product on a store: what every host starts with. */

import type { Running } from './api.ts';
import { Bootwatch, type World } from './bootwatch.ts';
import { Ingest } from './ingest.ts';

/** Rebuilds the state, then takes reports. */
export async function openBootwatch(world: World): Promise<Running> {
  const product = await Bootwatch.open(world);
  const ingest = new Ingest(product, Math.max(product.appliedSeq, await world.store.lastSeq()));
  await ingest.hearAgain();
  return { product, ingest };
}

/** Stops cleanly: what is on its way in is written and answered, then the state is saved. */
export async function closeBootwatch({ product, ingest }: Running): Promise<void> {
  await ingest.drained();
  await product.close();
}
