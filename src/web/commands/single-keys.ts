/** Whether keys without Ctrl do something: a habit of the viewer, so it is kept with the browser, not in the address. */
const NAME = 'bootwatch.single-keys';

/** True unless switched off; a browser that keeps nothing has them on. */
export function readSingleKeys(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
}

export function writeSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(NAME, on ? 'on' : 'off');
  } catch {
    // Then it holds until the page is left.
  }
}
