import { useBoard } from '../app/board.ts';
import { WaitingChip } from '../shell/server-chip.tsx';
import '../style/wallboard.css';
import { useWakeLock } from './use-wake-lock.ts';
import { Foot } from './wall-foot.tsx';
import { WallFrame } from './wall-frame.tsx';

/** A wall that has not been answered yet, or never. */
export function SilentWall({ silent }: { silent: boolean }) {
  const { clock } = useBoard();
  useWakeLock();
  return (
    <WallFrame drill={null} asOf={clock()} stale={false}>
      <section className="wall-message" aria-busy={!silent}>
        {silent && (
          <>
            <h1>The server does not answer.</h1>
            <p>Nothing is known of the fleet yet. This screen asks again every few seconds and fills itself.</p>
          </>
        )}
      </section>
      <Foot>
        <WaitingChip words={silent ? 'No answer yet' : 'Asking the server'} />
      </Foot>
    </WallFrame>
  );
}

/** The server answers, and has no devices. */
export function EmptyFleet({ drill }: { drill: boolean }) {
  const { origin } = useBoard();
  return drill ? (
    <section className="wall-message" aria-busy>
      <h1>The drill is loading its fleet.</h1>
      <p>Inventory, updates and the history of 28 days come first; then its devices begin to report.</p>
    </section>
  ) : (
    <section className="wall-message">
      <h1>No devices yet.</h1>
      <p>
        Listening on <b className="mono">{origin}/api/reports</b>. The first device appears here within seconds of its
        first report. How to connect a fleet is on the live screen.
      </p>
    </section>
  );
}
