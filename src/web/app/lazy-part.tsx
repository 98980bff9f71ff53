import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { loadFailedStyles } from './failed-styles.ts';
import { NotLoaded } from './instead-of-part.tsx';
import { loadPatiently } from './load-patiently.ts';

/** After this long without other work the parts nobody has asked for yet are fetched too. */
const IDLE_MS = 4_000;

const loaders: (() => Promise<unknown>)[] = [];

/**
 * A part of the app that is fetched when first drawn, or when the browser is idle: the server may be gone by the time
 * somebody needs it. It is tried a few times; where it cannot be fetched a sentence stands in its place, and the rest of
 * the screen stays.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  loaders.push(load);
  return lazy(async () => {
    try {
      const part = await loadPatiently(async () => {
        await loadFailedStyles();
        return load();
      });
      return { default: part };
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
