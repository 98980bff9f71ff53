import { askPicture } from '../queries/ask-picture.ts';
import type { Surroundings } from './board.ts';
import { sayFirst } from './first-words.ts';
import { loadPatiently } from './load-patiently.ts';
import { reloadWhenAnswered } from './reload-when-answered.ts';

/** An app that has not come by then is said not to come: what stands there meanwhile grows old. */
const LOADED_WITHIN_MS = 20_000;

/** Draws the app into an element: first the words that matter most, then, once it is fetched, all of it. */
export async function openApp(root: HTMLElement, surroundings: Surroundings): Promise<void> {
  const { wait } = surroundings;
  const picture = askPicture(surroundings);
  // Whoever reads it is told; until then nobody listens.
  picture.catch(() => undefined);
  await sayFirst(root, { picture, wait, address: window.location });
  try {
    const app = loadPatiently(() => import('./mount-app.tsx'));
    const { mountApp } = await Promise.race([app, notLoaded(wait)]);
    await mountApp(root, surroundings, picture);
  } catch (error) {
    root.textContent = 'Bootwatch could not be loaded. Once the server answers it is tried again, every minute.';
    reloadWhenAnswered(surroundings);
    throw error;
  }
}

async function notLoaded(wait: Surroundings['wait']): Promise<never> {
  await wait(LOADED_WITHIN_MS);
  throw new Error('The app was not loaded in time.');
}
