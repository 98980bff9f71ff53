/**
 * Whoever opens the page anew goes on reading where he was: the browser tries before the app has drawn itself, finds a
 * short page and leaves it at its top.
 */

/** A page that has not grown to the place by then will not. */
const GIVE_UP_MS = 5_000;
/** Whoever moves by himself is not to be moved. */
const MOVES = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

/** Keeps the place while the page is left, and goes back to it once the page is long enough. */
export function keepScroll(): void {
  window.addEventListener('pagehide', () => window.history.replaceState({ scrollY: window.scrollY }, ''));
  const [opened] = performance.getEntriesByType('navigation');
  const kept = Number(window.history.state?.scrollY);
  if (!(opened instanceof PerformanceNavigationTiming) || opened.type !== 'reload' || !(kept > 0)) return;
  const done = new AbortController();
  const grows = new ResizeObserver(() => {
    if (document.documentElement.scrollHeight < kept + window.innerHeight) return;
    window.scrollTo(0, kept);
    done.abort();
  });
  const { signal } = done;
  signal.addEventListener('abort', () => grows.disconnect());
  for (const move of MOVES) window.addEventListener(move, () => done.abort(), { signal, passive: true });
  setTimeout(() => done.abort(), GIVE_UP_MS);
  grows.observe(document.body);
}
