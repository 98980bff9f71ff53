import { askAhead } from './ask-ahead.ts';
import type { Surroundings } from './board.ts';
import { sayFirst } from './first-words.ts';
import { loadPatiently } from './load-patiently.ts';

/** Draws the app into an element: first the words that matter most, then, once it is fetched, all of it. */
export async function openApp(root: HTMLElement, surroundings: Surroundings): Promise<void> {
  const { send, answer } = askAhead(surroundings.send, '/api/snapshot');
  await sayFirst(root, { answer, wait: surroundings.wait, address: window.location });
  try {
    const { mountApp } = await loadPatiently(() => import('./mount-app.tsx'));
    await mountApp(root, { ...surroundings, send });
  } catch (error) {
    root.textContent = 'Bootwatch could not be loaded. Open the page anew.';
    throw error;
  }
}
