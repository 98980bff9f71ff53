import type { Surroundings } from './board.ts';

const ASK_EVERY_MS = 60_000;

/**
 * Opens the page anew where nobody is there to do it: it looks once a minute, and only if the server answers. A reload
 * into nothing would be the end of it. @returns what ends the looking.
 */
export function reloadWhenAnswered({ send, reload }: Pick<Surroundings, 'send' | 'reload'>): () => void {
  const look = async () => {
    try {
      const answer = await send({ method: 'GET', url: '/', headers: {} });
      if (answer.status === 200) reload();
    } catch {
      // Not answered: asked again in a minute.
    }
  };
  const timer = setInterval(look, ASK_EVERY_MS);
  return () => clearInterval(timer);
}
