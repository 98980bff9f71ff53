/** In the address of an update: somebody came to decide about it. */
export const PAUSE_HASH = 'pause';

/** Moves focus to the pause button of the screen, or to what stands in its place. */
export const focusPause = (): void => document.querySelector<HTMLElement>('.act button')?.focus();
