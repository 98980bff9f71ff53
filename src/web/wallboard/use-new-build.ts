import { useEffect, useRef } from 'react';
import { useBoard } from '../app/board.ts';
import { scriptIn } from './find-script.ts';

const ASK_EVERY_MS = 60 * 60_000;

/**
 * A wall is never reloaded by hand: once an hour it looks for a newer app and changes over to it, if it is calm, or if
 * it cannot read what it is told (a newer server may say what an older app does not know).
 */
export function useNewBuild(welcome: boolean): void {
  const { send, reload } = useBoard();
  const welcomeNow = useRef(welcome);
  welcomeNow.current = welcome;
  useEffect(() => {
    const look = async () => {
      if (!welcomeNow.current) return;
      const mine = document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;
      try {
        const answer = await send({ method: 'GET', url: '/', headers: {} });
        const served = answer.status === 200 ? scriptIn(await answer.text()) : null;
        if (mine !== null && served !== null && served !== mine) reload();
      } catch {
        // Not answered: asked again in an hour, and the picture says how old it is.
      }
    };
    const timer = setInterval(look, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [send, reload]);
}
