import { useEffect, useRef } from 'react';
import { useBoard } from '../app/board.ts';
import { scriptIn } from './find-script.ts';

const ASK_EVERY_MS = 60 * 60_000;

/** A wall is never reloaded by hand: once an hour, if it is calm, it looks for a newer app and changes over to it. */
export function useNewBuild(calm: boolean): void {
  const { send, reload } = useBoard();
  const calmNow = useRef(calm);
  calmNow.current = calm;
  useEffect(() => {
    const look = async () => {
      if (!calmNow.current) return;
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
