/** What the viewer has asked for and not yet seen through: one intent per update. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Hold } from '#contract/hold.ts';
import type { Instant } from '../live/instant.ts';

interface Asked {
  update: string;
  /** What the update is called on the button. */
  label: string;
  /** Made once per intent, so a retry or a double click still makes one hold. */
  key: string;
  /** The first attempt. */
  since: Instant;
  attempt: number;
}
export type Intent =
  | (Asked & { step: 'sending' })
  | (Asked & { step: 'failed'; why: string /** By the viewer's clock. */; at: number })
  | (Asked & {
      step: 'placed';
      hold: Hold;
      /** Undo is offered until then, by the steady clock. */
      undoUntil: number;
      undoKey: string;
      undo: 'offered' | 'sending' | 'over';
      undoProblem: string | null;
      /** The server's picture has shown the hold. */
      seen: boolean;
    });

export interface Pauses {
  intents: Record<string, Intent>;
  /** Actions on their way or just done: the board polls fast while there are any. */
  busy: number;
  /** Updates whose pause button is on the screen: it tells itself how the pause gets on. */
  shown: readonly string[];
}
export type PauseStore = StoreApi<Pauses>;

export const createPauseStore = (): PauseStore => createStore(() => ({ intents: {}, busy: 0, shown: [] }));

export const isHurried = (state: Pauses): boolean => state.busy > 0 || Object.keys(state.intents).length > 0;

export function putIntent(store: PauseStore, intent: Intent): void {
  store.setState((state) => ({ intents: { ...state.intents, [intent.update]: intent } }));
}

/** Says that an update's pause button is on the screen, until the answer is called. */
export function showsButton(store: PauseStore, update: string): () => void {
  store.setState(({ shown }) => ({ shown: [...shown, update] }));
  return () => store.setState(({ shown }) => ({ shown: shown.toSpliced(shown.indexOf(update), 1) }));
}

export function dropIntent(store: PauseStore, update: string): void {
  store.setState((state) => {
    const { [update]: _, ...rest } = state.intents;
    return { intents: rest };
  });
}

/** When it was placed, by the steady clock. */
export const placedAt = ({ undoUntil, hold }: Extract<Intent, { step: 'placed' }>): number =>
  undoUntil - hold.undoForMs;

/** What an answer says about holds. */
interface Told {
  /** An answer from before a hold says nothing of it: another screen's may be older than this one's. */
  arrived: Instant;
  /** The holds it shows on an update; undefined where it does not speak of it. */
  holdsOn: (update: string) => readonly Hold[] | undefined;
}

/** Marks an intent's hold as seen, and forgets intents whose hold is gone again. */
export function reconcile(store: PauseStore, { arrived, holdsOn }: Told): void {
  for (const intent of Object.values(store.getState().intents)) {
    if (intent.step !== 'placed' || arrived.elapsed < placedAt(intent)) continue;
    const holds = holdsOn(intent.update);
    if (!holds) continue;
    const stands = holds.some((hold) => hold.id === intent.hold.id);
    if (stands && !intent.seen) putIntent(store, { ...intent, seen: true });
    else if (!stands && intent.seen) dropIntent(store, intent.update);
  }
}
