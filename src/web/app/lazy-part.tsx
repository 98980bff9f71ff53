import { type ComponentType, lazy, useState } from 'react';
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
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let fetched: ComponentType<P> | undefined;
  const fetchPart = async () => {
    fetched = await load();
    return fetched;
  };
  loaders.push(fetchPart);
  const Later = lazy(async () => {
    try {
      const part = await loadPatiently(async () => {
        await loadFailedStyles();
        return fetchPart();
      });
      return { default: part };
    } catch {
      return { default: NotLoaded };
    }
  });
  // biome-ignore lint/correctness/noComponentHookFactories: once per part, when the module that draws it is loaded
  return function Part(props: P) {
    // React waits for what is lazy also where it is there. Chosen once: another component would begin anew.
    const [Chosen] = useState(() => fetched ?? Later);
    return <Chosen {...props} />;
  };
}

/** Fetches what is not there yet, once the first screen stands. */
export function loadPartsWhenIdle(): void {
  const load = () => {
    // A part that fails now is asked for again when it is drawn.
    for (const loader of loaders) loader().catch(() => undefined);
  };
  setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(load) : load()), IDLE_MS);
}
