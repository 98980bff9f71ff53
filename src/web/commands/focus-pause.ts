/** Moves focus to the newest undo that is offered. */
export const focusUndo = (): void => [...document.querySelectorAll<HTMLElement>('.undo-bar button')].at(-1)?.focus();

/** Moves focus to the pause button of the screen, or to what is to be done in its place, or else to that of the first row. */
export function focusPause(): void {
  const places = ['.act :is(input, button)', '.updates tbody button'];
  places
    .map((place) => document.querySelector<HTMLElement>(place))
    .find((found) => found !== null)
    ?.focus();
}

/** In the query of an address until one is there: somebody comes to an update to decide about it. */
export const TO_DECIDE = 'decide';
