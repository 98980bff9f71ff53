import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** After this long without other work the parts nobody has asked for yet are fetched too. */
const IDLE_MS = 4_000;

const loaders: (() => Promise<unknown>)[] = [];

/**
 * A part of the app that is fetched when first drawn, or when the browser is idle: the server may be gone by the time
 * somebody needs it. Where it cannot be fetched a sentence stands in its place, and the rest of the screen stays.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  loaders.push(load);
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: NotLoaded };
    }
  });
}

/** Fetches what is not there yet, once the first screen stands. */
export function loadPartsWhenIdle(): void {
  const load = () => {
    // A part that fails now is asked for again when it is drawn.
    for (const loader of loaders) loader().catch(() => undefined);
  };
  setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(load) : load()), IDLE_MS);
}

function NotLoaded() {
  return (
    <section className="panel not-loaded" role="alert">
      <p>
        This part of the page could not be loaded: the server does not answer, or has a newer version. What else you see
        goes on as it was.
      </p>
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        Load the page again
      </button>
    </section>
  );
}
