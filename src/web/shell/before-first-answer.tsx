import { useBoard } from '../app/board.ts';
import { WaitingChip } from './server-chip.tsx';
import { TopBar } from './top-bar.tsx';

/** A screen that has not been answered yet, or never. */
export function BeforeFirstAnswer({ silent }: { silent: boolean }) {
  const { clock } = useBoard();
  return (
    <>
      <TopBar now={clock()}>
        <WaitingChip words={silent ? 'No answer yet' : 'Asking the server'} />
      </TopBar>
      <main id="main" className="message" aria-busy={!silent}>
        {silent && (
          <>
            <h1>The server does not answer.</h1>
            <p>Nothing is known of the fleet yet. This page asks again every few seconds and fills itself.</p>
          </>
        )}
      </main>
    </>
  );
}
