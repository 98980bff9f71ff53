/**
 * Whoever loads the page again goes on reading where he was: the browser tries before the app has drawn itself, finds a
 * short page and leaves it at its top.
 */

const KEPT = 'bootwatch-scroll';
/** A page that has not grown to the place by then will not. */
const GIVE_UP_MS = 5_000;
/** Whoever moves by himself is not to be moved. */
const MOVES = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

/** Keeps the place while the page is left, and goes back to it as far as the page has grown. */
export function keepScroll(): void {
  window.addEventListener('pagehide', () => writeKept(window.scrollY));
  const [opened] = performance.getEntriesByType('navigation');
  const kept = readKept();
  if (!(opened instanceof PerformanceNavigationTiming) || opened.type !== 'reload' || !(kept > 0)) return;
  const done = new AbortController();
  const grows = new ResizeObserver(() => {
    window.scrollTo(0, kept);
    if (window.scrollY >= kept) done.abort();
  });
  const { signal } = done;
  signal.addEventListener('abort', () => grows.disconnect());
  for (const move of MOVES) window.addEventListener(move, () => done.abort(), { signal, passive: true });
  setTimeout(() => done.abort(), GIVE_UP_MS);
  grows.observe(document.body);
}

// A browser may forbid to keep anything: then the page begins at its top.
function readKept(): number {
  try {
    return Number(sessionStorage.getItem(KEPT));
  } catch {
    return 0;
  }
}

function writeKept(place: number): void {
  try {
    sessionStorage.setItem(KEPT, String(place));
  } catch {
    // Nothing is kept.
  }
}
