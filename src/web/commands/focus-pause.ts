/** Somebody comes to an update to decide about it: said with the way there, not in the address, which stays. */
export const TO_DECIDE = { toDecide: true } as const;

declare module '@tanstack/react-router' {
  interface HistoryState {
    toDecide?: boolean;
  }
}

/** Moves focus to the newest undo that is offered. */
export const focusUndo = (): void => [...document.querySelectorAll<HTMLElement>('.undo-bar button')].at(-1)?.focus();

/** Moves focus to the pause button of the screen, or to what stands in its place. */
export const focusPause = (): void => document.querySelector<HTMLElement>('.act button')?.focus();
