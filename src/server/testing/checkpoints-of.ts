import type { Checkpoint, Store } from '../store.ts';

/** The finished checkpoints of a store, newest first. */
export async function checkpointsOf(store: Store): Promise<Checkpoint[]> {
  const found: Checkpoint[] = [];
  for await (const checkpoint of store.checkpoints()) found.push(checkpoint);
  return found;
}
