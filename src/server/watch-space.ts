/** A store that remembers whether there was space for what was written last. */
import { type Store, StoreFull } from './store.ts';

export interface WatchedStore extends Store {
  /** The last report or decision found no space. Larger writes may find none long before. */
  readonly isFull: () => boolean;
}

/** `onFull` is told when it turns out, not with every write that meets it. */
export function watchSpace(store: Store, onFull: (error: StoreFull) => void): WatchedStore {
  let full = false;
  const watched =
    <A extends unknown[]>(write: (...args: A) => Promise<void>) =>
    async (...args: A) => {
      try {
        await write(...args);
        full = false;
      } catch (error) {
        if (error instanceof StoreFull && !full) onFull(error);
        if (error instanceof StoreFull) full = true;
        throw error;
      }
    };
  return {
    ...store,
    isFull: () => full,
    append: watched(store.append),
    appendLog: watched(store.appendLog),
  };
}
