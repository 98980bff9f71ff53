/** Coming to a screen from another one. */
import { createContext, useContext, useEffect } from 'react';

/** Whether one is still where the page was opened. */
export const EntryContext = createContext(true);

/**
 * Whoever came from another screen goes on from this one's heading, by key or by ear: what had focus went with the
 * screen before. Focus that somebody has put elsewhere meanwhile stays.
 */
export function useArrival(): void {
  const isEntry = useContext(EntryContext);
  useEffect(() => {
    if (!isEntry && document.activeElement === document.body) focusHeading();
  }, [isEntry]);
}

/** Where to go on from when what had focus is gone. Nothing there can be pressed by a key that is still held. */
export function focusHeading(): void {
  const heading = document.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  // On the way back the page is scrolled to where it was left.
  heading.focus({ preventScroll: true });
}
